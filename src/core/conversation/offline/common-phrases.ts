import { phrases } from "./tokens.ts";

export const HELP = phrases(
  "help, help me, menu, what can you do, how does this work, what can i do, kaise karu, kya kar sakte ho, madad, sahayata",
  "मदद, सहायता, क्या कर सकते हो, काय करू शकता",
);

export const GREETING = phrases(
  "hi, hello, hey, hii, hello ji, good morning, good afternoon, good evening, namaste, namaskar, namaskaar, pranam, salaam, helo",
  "नमस्ते, नमस्कार, हेलो, हाय, प्रणाम",
);

export const THANKS = phrases(
  "thanks, thank you, thank u, thankyou, thx, ty, shukriya, dhanyavad, dhanyavaad, great thanks, ok thanks, ok thank you, thanks a lot",
  "no problem, koi baat nahi, see you, see you then, see you there, milte hain, all the best, aabhari, abhari ahe, welcome, bye, ok bye, bye bye, good night, goodnight, take care, alvida",
  "शुक्रिया, धन्यवाद, आभार, आभारी आहे, मिलते हैं, कोई बात नहीं, भेटू",
);

export const YES = phrases(
  "yes, yes please, yep, yeah, yup, ya, yess, ok, okay, k, sure, fine, done, confirm, confirmed, i confirm, agreed, perfect, great, works, works for me",
  "that works, that is fine, thats fine, sounds good, i will come, ill come, i will be there, ill be there, i can come, i am coming, i accept, count me in, book it",
  "haan, han, haa, ha, ji, ji haan, haanji, hanji, haan ji, theek hai, thik hai, theek, thik, chalega, chalegi, pakka, ho jayega, aa jaungi, aa jaunga, aaungi, aaunga, kar do, kardo, book karo, bilkul, sahi hai, done hai",
  "ho, hoy, hoye, chalel, nakki, jamel, yein, yete, yeto, barobar",
  "हां, हा, जी, जी हां, हांजी, ठीक है, ठीक, चलेगा, चलेगी, पक्का, हो जाएगा, आ जाऊंगी, आ जाऊंगा, बिल्कुल, ओके, सही है",
  "हो, होय, चालेल, नक्की, जमेल, येईन, ठीक आहे, बरोबर, येते, येतो",
);

export const NO = phrases(
  "no, nope, nah, no thanks, no thank you, not now, not this, none, none of these, nahi, nahin, nai, nhi, na, ji nahi, nahi ji, nako, naahi, nahi chalega, nahi chalegi, nahi hoga",
  "नहीं, नही, ना, जी नहीं, नाही, नको, नहीं चलेगा, नहीं होगा, चालणार नाही, जमणार नाही",
);

export const STATUS = phrases(
  "status, my status, kya status hai, status kya hai, any update, any updates, update me, my booking, my bookings, my audition, my auditions, my slot",
  "where are we, where do we stand, where do things stand, what is the status, whats the status, whats happening, what is happening, any news, koi update, meri booking, mera slot, mera audition, mera booking",
  "what is the role, whats the role, which role, which film, what project, kaunsa role, role kya hai, am i selected, did i get, result kya, kya hua, is my booking confirmed, booking confirm hai, audition confirm hai, have i been booked",
  "स्थिति, स्टेटस, मेरी बुकिंग, मेरा ऑडिशन, मेरा स्लॉट, क्या हुआ, माझे बुकिंग, माझं बुकिंग, माझे ऑडिशन, माझं ऑडिशन, काय झाले, काय झालं, स्थिती",
);
