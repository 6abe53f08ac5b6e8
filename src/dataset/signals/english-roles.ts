/**
 * Whom an English-speaking customer may ask for, by closure over kinds of firms rather than from
 * sentences: a ROLE called by its bare name is a request ("agent!"), a JOB needs a verb ("a nurse").
 */
export const ROLE_WORDS = `agent agents rep reps representative representatives operator operators
  adviser advisers advisor advisors supervisor supervisors superviser manager managers boss bosses
  specialist specialists associate associates consultant consultants executive executives exec csr
  csa superior superiors colleague colleagues coworker coworkers staff staffer employee employees
  attendant attendants clerk clerks receptionist receptionists helpdesk teammate teammates
  expert experts higher-up technician technicians engineer engineers officer officers handler
  handlers dispatcher dispatchers caseworker caseworkers telephonist switchboard personnel`;

export const JOB_WORDS = `director directors coordinator coordinators administrator administrators
  admin admins moderator moderators sysadmin developer developers dev mechanic mechanics electrician
  electricians plumber plumbers installer installers fitter fitters repairman nurse nurses pharmacist
  pharmacists doctor doctors gp vet vets dentist therapist counsellor counselor counsellors counselors
  tutor tutors teacher teachers instructor instructors coach trainer banker bankers teller tellers
  cashier cashiers broker brokers underwriter underwriters adjuster adjusters adjustor assessor
  assessors surveyor auditor accountant accountants bookkeeper lawyer lawyers solicitor solicitors
  paralegal steward stewardess purser secretary planner planners stylist stylists buyer
  liaison ombudsman ceo cfo coo cto president vp chairman proprietor landlord shopkeeper storekeeper
  salesperson salespeople salesman saleswoman salesmen translator interpreter foreman superintendent
  warden caretaker negotiator mediator investigator investigators analyst analysts designer designers
  mortgage-adviser recruiter librarian registrar estimator scheduler inspector inspectors worker workers grownup
  grownups adult adults mortal earthling gaffer leadership`;

/** What a department may be called; with team, desk and the like, or after "put me through to". */
export const DEPARTMENT =
  '(?:complaints?|billing|sales|claims?|refunds?|returns?|retentions?|support|accounts?|accounting|accounts payable|finance|legal|compliance|privacy|fraud|risk|technical|tech|service|services|customer services?|customer care|customer relations|guest relations|public relations|escalations?|lost (?:parcels?|property|luggage|baggage)|lost and found|baggage|luggage|loyalty|cancellations?|warranty|deliver(?:y|ies)|shipping|logistics|dispatch|warehouse|security|management|hardship|bookings?|reservations?|ticketing|admissions?|enrol+ments?|registration|pensions?|mortgages?|lending|loans?|credit|cards?|payments?|payroll|collections?|underwriting|repairs?|maintenance|parts|installations?|engineering|pharmacy|disputes?|chargebacks?|resolutions?|onboarding|quality|operations|procurement|purchasing|upgrades?|renewals?|porting|provisioning|membership|tenancy|housing|investments?|insurance|tax|it)';
