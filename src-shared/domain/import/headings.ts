import { headingKey } from './heading-key.ts';
import { HEADINGS, REPORT_HEADINGS, STANDARD_FIELDS, type StandardField } from './fields.ts';

/** What a heading says. `sure` ones fill their field when the values agree; the others are only asked about. */
export interface KnownHeading {
  readonly field: StandardField;
  readonly sure: boolean;
}

/**
 * Common names of each field as they stand in the files of providers, their earlier billing systems, RADIUS servers and
 * the regulator's forms: English, Bengali, Swahili. What is not here is not known: ID, No, SL, Serial, Date and Rate mean
 * something else in every file, and are nothing at all.
 */
const SURE: Readonly<Record<StandardField, string>> = {
  username:
    'User Name, User, Login, Login Name, Login User, User Login, PPPoE User, PPPoE Username, PPPoE User Name, PPPoE Name, PPPoE Login, PPPoE ID, PPP User, PPP Username, PPP Name, PPP Login, Secret Name, Radius User, Radius Username, Hotspot User, Hotspot Username, Internet Username, Internet User, Customer Username, Client Username, Subscriber Username, Account Username, ইউজারনেম, ইউজার নেম, ইউজার, ইউজার নাম, ব্যবহারকারীর নাম, ব্যবহারকারী, লগইন, লগইন নাম, পিপিপিওই ইউজার, Jina la mtumiaji, Mtumiaji, Jina la kuingia',
  password:
    'Pass, Passwd, Pwd, PW, Pass Word, PPPoE Password, PPPoE Pass, PPP Password, Login Password, User Password, Radius Password, Secret Password, Hotspot Password, Internet Password, পাসওয়ার্ড, পাস ওয়ার্ড, পাস, Neno la siri, Nenosiri, Neno siri, Nywila',
  fullName:
    "Customer Name, Client Name, Subscriber Name, Customer Full Name, Client Full Name, Subscriber Full Name, Customer, Client, Subscriber, Name of Customer, Name of Client, Name of Subscriber, Customer's Name, Client's Name, Subscriber's Name, Account Holder, Account Holder Name, Holder Name, Complete Name, নাম, পুরো নাম, পূর্ণ নাম, সম্পূর্ণ নাম, গ্রাহকের নাম, গ্রাহক নাম, গ্রাহক, কাস্টমারের নাম, কাস্টমার নাম, কাস্টমার, ক্লায়েন্টের নাম, Jina, Jina kamili, Majina, Majina kamili, Jina la mteja, Mteja",
  phone:
    'Phone No, Phone Number, Phone Num, Mobile, Mobile No, Mobile Number, Mobile Num, Mobile Phone, Mob, Mob No, Cell, Cell No, Cell Number, Cell Phone, Contact, Contact No, Contact Number, Contact Phone, Contact Mobile, Telephone, Telephone No, Telephone Number, Tel, Tel No, WhatsApp, WhatsApp No, WhatsApp Number, Customer Phone, Customer Mobile, Customer Contact, Client Phone, Client Mobile, Client Contact, Subscriber Mobile, Subscriber Phone, Primary Phone, Primary Mobile, Primary Contact, SMS Number, MSISDN, M-Pesa Number, মোবাইল, মোবাইল নম্বর, মোবাইল নাম্বার, মোবাইল নং, ফোন, ফোন নম্বর, ফোন নাম্বার, ফোন নং, যোগাযোগ, যোগাযোগ নম্বর, যোগাযোগের নম্বর, Simu, Namba ya simu, Nambari ya simu, Nambari za simu, Simu ya mkononi, Rununu, Nambari ya rununu',
  email:
    'Email Address, Email ID, Mail, Mail ID, Mail Address, Customer Email, Client Email, Subscriber Email, Contact Email, ইমেইল, ইমেল, ই-মেইল ঠিকানা, ইমেইল ঠিকানা, ইমেইল এড্রেস, Barua pepe, Anwani ya barua pepe',
  operator:
    'Operator Name, Reseller, Reseller Name, Sub Reseller, Sub Reseller Name, Franchise, Franchise Name, Dealer, Dealer Name, অপারেটর, অপারেটরের নাম, রিসেলার, রিসেলারের নাম, সাব রিসেলার, Opereta, Mwendeshaji',
  package:
    'Package Name, Internet Package, Current Package, Package Plan, Packages, Pkg, Plan, Plan Name, Internet Plan, Service Plan, Data Plan, Current Plan, Tariff, Tariff Plan, Tariff Name, প্যাকেজ, প্যাকেজের নাম, প্যাকেজ নাম, ইন্টারনেট প্যাকেজ, প্ল্যান, প্লান, Kifurushi, Jina la kifurushi, Kifurushi cha intaneti, Mpango',
  billingProfile:
    'Billing Profile Name, Bill Profile, Bill Profile Name, বিলিং প্রোফাইল, বিল প্রোফাইল, Wasifu wa malipo, Wasifu wa bili',
  zone: 'Zone Name, Area, Area Name, Customer Zone, Client Zone, Service Area, Coverage Area, জোন, জোনের নাম, এলাকা, এলাকার নাম, এরিয়া, অঞ্চল, Eneo, Kanda',
  address:
    "Full Address, Customer Address, Client Address, Subscriber Address, Customer's Address, Home Address, House Address, Street Address, Physical Address, Present Address, Current Address, Installation Address, Connection Address, ঠিকানা, বর্তমান ঠিকানা, পূর্ণ ঠিকানা, পুরো ঠিকানা, গ্রাহকের ঠিকানা, বাসার ঠিকানা, Anwani, Anwani kamili, Anwani ya makazi, Anwani ya mteja",
  type: 'Customer Type, Connection Type, Connection, Subscription Type, গ্রাহকের ধরন, সংযোগের ধরন, কানেকশন টাইপ, Aina ya mteja, Aina ya muunganisho',
  ip: 'IP, IP Addr, IPv4, IPv4 Address, Static IP, Static IP Address, Fixed IP, Framed IP, Framed IP Address, Remote Address, Remote IP, Assigned IP, Assigned IP Address, Allocated IP, Allocated IP Address, Customer IP, Client IP, User IP, আইপি, আইপি ঠিকানা, আইপি এড্রেস, আইপি অ্যাড্রেস, Anwani ya IP',
  mac: 'MAC Address, MAC Addr, MAC ID, Customer MAC, Client MAC, User MAC, Device MAC, Router MAC, Calling Station ID, ম্যাক, ম্যাক এড্রেস, ম্যাক অ্যাড্রেস, Anwani ya MAC',
  accountNumber:
    'Account No, Account Num, Acct No, Acct Number, Acc No, A/C No, A/C Number, AC No, Paybill Account, Paybill Account Number, অ্যাকাউন্ট নম্বর, একাউন্ট নম্বর, একাউন্ট নাম্বার, হিসাব নম্বর, Nambari ya akaunti, Namba ya akaunti',
  expires:
    'Expiry, Expiry Date, Expire, Expire Date, Expires On, Expires At, Expiration, Expiration Date, Exp Date, Expired Date, Valid Till, Valid Until, Valid To, Validity Date, Package Expiry, মেয়াদ শেষ, মেয়াদ শেষের তারিখ, মেয়াদোত্তীর্ণের তারিখ, মেয়াদ উত্তীর্ণ, Tarehe ya mwisho, Tarehe ya kuisha, Mwisho wa muda, Inaisha',
  balance:
    'Account Balance, Current Balance, Customer Balance, Client Balance, Opening Balance, Balance Amount, Wallet Balance, ব্যালেন্স, ব্যালান্স, বর্তমান ব্যালেন্স, Salio, Salio la akaunti',
  clientType: 'Client Category, Customer Category, গ্রাহকের শ্রেণি, Aina ya huduma',
  medium: 'Connection Medium, Connectivity Medium, Media Type, মাধ্যম',
  sharing: 'Sharing Type, Connectivity Type, Bandwidth Type, Bandwidth Sharing',
  distributionPoint: 'Bandwidth Distribution Point, Distribution, Distribution Box',
  division: 'Division Name, বিভাগ, Mkoa',
  district: 'District Name, Zila, Zilla, জেলা, Wilaya',
  thana: 'Thana Name, Thana/Upazila, Thana/Upazilla, Upazila, Upazilla, Police Station, থানা, উপজেলা, থানা/উপজেলা',
};

/** Names that mean the field in some files and another thing in others. */
const UNSURE: Readonly<Partial<Record<StandardField, string>>> = {
  username: 'User ID, Login ID, Client Code, ID/IP, ইউজার আইডি',
  password: 'Secret, PPPoE Secret, PPP Secret, Hotspot Secret, PIN, Key',
  phone: 'Alternative Phone, Alternate Phone, Alternative Mobile, Phone 2, Mobile 2, Emergency Contact, Other Phone',
  operator: 'Agent, Partner, Branch, Office, Branch Office, Owner, Distributor, Wakala, Muuzaji',
  package: 'Profile, PPP Profile, Bandwidth, Speed, Product, Service, Bandwidth Allocation, Group, Kasi, Huduma',
  billingProfile:
    'Billing Type, Bill Type, Billing Mode, Billing, Billing Plan, Billing Cycle, Billing Method, Payment Type, Payment Mode, Aina ya malipo',
  zone: 'Location, Region, Sub Zone, Sub Area, Sector, Territory, Mtaa, লোকেশন',
  address: 'Permanent Address, Billing Address, Mailing Address, House, Road, Makazi, স্থায়ী ঠিকানা',
  type: 'User Type, Service Type, Account Type, Aina, ধরন',
  ip: 'Local Address, Gateway, Server IP, NAS IP, Router IP, Last IP',
  mac: 'Caller ID, ONU MAC, ONT MAC, Last MAC, Last Caller ID',
  accountNumber:
    'Account, Account ID, Customer ID, Client ID, Subscriber ID, Customer No, Customer Number, Client No, Customer Code, Akaunti, গ্রাহক নম্বর',
  expires: 'Validity, Valid, Due Date, Next Bill Date, Next Billing Date, Renewal Date, Last Date, মেয়াদ',
  balance: 'Credit, Wallet, Advance, Deposit, Amount',
  distributionPoint: 'POP, POP Name, Box, Box No',
  thana: 'PS, Kata',
};

const OFFICIAL: ReadonlyMap<string, StandardField> = new Map(
  STANDARD_FIELDS.map((field) => [headingKey(HEADINGS[field]), field]),
);

const COMMON: ReadonlyMap<string, KnownHeading> = new Map(
  [...namesOf(UNSURE, false), ...namesOf(SURE, true)].map(([name, known]) => [headingKey(name), known]),
);

function namesOf(
  lists: Readonly<Partial<Record<StandardField, string>>>,
  sure: boolean,
): (readonly [string, KnownHeading])[] {
  return STANDARD_FIELDS.flatMap((field) =>
    (lists[field] ?? '').split(', ').map((name) => [name, { field, sure }] as const),
  ).filter(([name]) => name !== '');
}

/** The field that has exactly this heading in the template, however it is spelled; null for any other. */
export function officialField(heading: string): StandardField | null {
  return OFFICIAL.get(headingKey(heading)) ?? null;
}

/** What a common name says; a remark in brackets ("Phone (01XXXXXXXXX)", "Package *") does not change it. */
export function commonField(heading: string): KnownHeading | null {
  const whole = COMMON.get(headingKey(heading));
  if (whole) return whole;
  const bare = headingKey(heading.replace(/[([{][^)\]}]*[)\]}]?/g, ' '));
  const official = OFFICIAL.get(bare);
  return official ? { field: official, sure: true } : (COMMON.get(bare) ?? null);
}

/** "Name" alone: of the person where the login has a column of its own, of the login in a router's export. */
export function isBareName(heading: string): boolean {
  return headingKey(heading) === 'name';
}

/** Which column of our own error report this is; null for any other heading. */
export function reportColumn(heading: string): keyof typeof REPORT_HEADINGS | null {
  const key = headingKey(heading);
  if (key === headingKey(REPORT_HEADINGS.reasons)) return 'reasons';
  return key === headingKey(REPORT_HEADINGS.reference) ? 'reference' : null;
}
