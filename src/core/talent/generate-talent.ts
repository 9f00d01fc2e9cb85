/** Invented talents for trying out a size: nobody of them exists, their numbers are never given out. */

const FEMALE =
  "Aarohi Ananya Avni Bhavna Charu Devika Diya Esha Falguni Gauri Harini Ira Ishita Janhavi Kavya Ketaki Lavanya Madhura Mrunal Nandini Neha Ojaswi Pallavi Pooja Radhika Revati Rutuja Sanika Shruti Sneha Tanvi Urvi Vaidehi Vidya Yamini Zoya";
const MALE =
  "Aditya Akshay Aman Arjun Ashwin Bhushan Chaitanya Dev Dhruv Faisal Ganesh Harsh Imran Jay Kabir Karan Kunal Lakshya Manav Mihir Nikhil Omkar Parth Pranav Rahul Rohan Sahil Sameer Shubham Soham Tanmay Tejas Uday Varun Vivek Yash Zubin";
const LAST =
  "Apte Bhalerao Bhatt Chavan Chitnis Dalvi Das Deshmukh Deshpande Dixit Fernandes Gaikwad Ghosh Gokhale Gupta Iyer Jadhav Joshi Kadam Kale Kamat Kapoor Khan Kulkarni Lele Mane Mehta Menon Mistry More Naik Nair Pandit Patil Pawar Pinto Rane Rao Sabnis Salvi Sawant Sen Shah Sharma Shetty Shinde Singh Tambe Thakur Vaidya Verma Wagh Yadav";
const CITIES =
  "Mumbai Mumbai Mumbai Mumbai Thane Pune Pune Delhi Nagpur Nashik Bengaluru Hyderabad Kolkata Chennai Jaipur Lucknow Indore Ahmedabad Goa Kolhapur";
const LANGUAGES =
  "hindi marathi english gujarati punjabi bengali tamil telugu kannada malayalam urdu bhojpuri konkani rajasthani haryanvi";
const SKILLS =
  "kathak,bharatanatyam,lavani,horse riding,swimming,driving,bike riding,martial arts,boxing,sword fighting,singing,guitar,yoga,cricket,football,skating,voice over,stand-up comedy,mimicry,stage combat";
const PARTS =
  "a cop,a doctor,a mother,a teacher,a lawyer,a village head,a college student,a gangster,a nurse,a journalist,a shopkeeper,a soldier,a politician,a chef,a taxi driver,a widow,a wrestler,a singer,a cook,a landlord";
const WORKS =
  "a crime series,a web series,two feature films,a daily soap,a Marathi play,short films,commercials,street theatre,a period drama,a comedy show";
const WAYS =
  "calm on set,quick with lines,expressive eyes,strong voice,good with children,comfortable with action,natural in comedy,trained in theatre,new to the camera,known for intense roles";
const BIOS: ((part: string, work: string, way: string) => string)[] = [
  (part, work, way) => `Played ${part} in ${work}, ${way}.`,
  (part, work, way) => `${part} ka role ${work} mein kiya hai, ${way}.`,
  (part, work, way) => `${work} में ${part} की भूमिका निभाई, ${way}.`,
  (part, work, way) => `${work} मध्ये ${part} ही भूमिका केली, ${way}.`,
];

/** Numbers from 0 to 1, the same for the same seed (mulberry32, public domain). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const [female, male, last, cities, languages] = [FEMALE, MALE, LAST, CITIES, LANGUAGES].map((all) =>
  all.split(" "),
) as [string[], string[], string[], string[], string[]];
const [skills, parts, works, ways] = [SKILLS, PARTS, WORKS, WAYS].map((all) => all.split(",")) as [
  string[],
  string[],
  string[],
  string[],
];

export type Generated = Record<string, string | number>;

/** The talent of this place among those of a seed, as a row of an import; always the same. One in a hundred is a child. */
export function generateTalent(seed: number, place: number): Generated {
  const random = randomFrom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(place + 1, 0x85ebca6b));
  const pick = <One>(all: readonly One[]): One => all[Math.floor(random() * all.length)] as One;
  const some = <One>(all: readonly One[], most: number) => [
    ...new Set(Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(all))),
  ];
  const woman = random() < 0.5;
  const child = place % 100 === 99;
  const ageMin = child ? 5 + Math.floor(random() * 9) : 18 + Math.floor(random() ** 1.6 * 52);
  // +91 0…: a number of India that begins with 0 is none.
  const number = `+910${String(1 + (seed % 9))}${String(place).padStart(8, "0")}`;
  const [part, work, way] = [pick(parts), pick(works), pick(ways)];
  return {
    external_id: `gen-${seed}-${place}`,
    name: `${pick(woman ? female : male)} ${pick(last)}`,
    age_min: ageMin,
    age_max: ageMin + (child ? 2 : 4 + Math.floor(random() * 5)),
    gender: random() < 0.01 ? "nonbinary" : woman ? "female" : "male",
    city: pick(cities),
    languages: some(languages, 4)
      .map((one) => `${one}:${pick(["native", "fluent", "working", "basic"])}`)
      .join(";"),
    skills: some(skills, 4).join(";"),
    height_cm: child ? 100 + Math.floor(random() * 50) : (woman ? 148 : 160) + Math.floor(random() * 30),
    ...(!child && {
      experience_years: Math.floor(random() ** 2 * 25),
      rate_per_day: 2_000 + 1_000 * Math.floor(random() ** 2 * 98),
    }),
    bio: pick(BIOS)(part, work, way),
    ...(random() < 0.2 && { union: "CINTAA" }),
    ...(random() < 0.1 && { away: "2027-01-05..2027-01-20" }),
    ...(child ? { minor: "yes", guardian_name: `Parent ${pick(last)}`, guardian_phone: number } : { phone: number }),
  };
}
