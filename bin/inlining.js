/**
 * Has the compiler put more of a contact's life into one function than it would by itself. The engine
 * tells that life in many small functions, some seventy a contact, and a call between two of them means
 * checking again what both know. Counted in instructions a contact, M1 of the benchmark takes a fifth
 * less, a long run of the weekday a tenth less time; a short one spends as much more on compiling, on
 * another processor.
 */
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--max-inlined-bytecode-size=1500');
setFlagsFromString('--max-inlined-bytecode-size-cumulative=3000');
