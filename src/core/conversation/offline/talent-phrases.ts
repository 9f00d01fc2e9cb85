import { phrases } from "./tokens.ts";

/** Cannot come; with another time beside it, a wish to change. */
export const CANNOT = phrases(
  "cannot make it, cant make it, can not make it, cannot come, cant come, can not come, cannot attend, cant attend, wont be able, will not be able, not able to come, not able to make, unable to",
  "wont come, will not come, wont make it, will not make it, not coming, cannot do it, cant do it, i am out, have to drop, not going to make it, could not make it, not possible for me",
  "nahi aa paungi, nahi aa paunga, nahi aa paaungi, nahi aa sakti, nahi aa sakta, nahi aa sakte, nahi aaungi, nahi aaunga, nahi aungi, nahi aunga, nahi aa payenge, nahi aana, aa nahi paungi, aa nahi paunga, aa nahi sakti, aa nahi sakta, aa nahi sakte",
  "nahi ho payega, nahi ho paega, nahi hopayega, nhi aa paungi, nhi aa paunga, nhi aa sakti, nhi aa sakta, nai aa paungi, nai aa paunga, nahi pahunch paungi, nahi pahunch paunga, nahi a paungi, nahi a paunga, nahi a sakti, nahi a sakta",
  "yeu shakat nahi, yeu shaknar nahi, yenar nahi, jamnar nahi, yeta yenar nahi, jamat nahi, yenyala jamnar nahi",
  "नहीं आ पाऊंगी, नहीं आ पाऊंगा, नहीं आ पाउंगी, नहीं आ पाउंगा, नहीं आ सकती, नहीं आ सकता, नहीं आ सकते, आ नहीं पाऊंगी, आ नहीं पाऊंगा, आ नहीं सकती, आ नहीं सकता, नहीं आऊंगी, नहीं आऊंगा, नहीं हो पाएगा, नहीं आ पाएंगे",
  "येऊ शकत नाही, येऊ शकणार नाही, येता येणार नाही, येणार नाही, जमणार नाही, यायला जमणार नाही, येणे शक्य नाही",
);

export const CANCEL = phrases(
  "cancel, cancelled, canceled, cancle, cancell, withdraw, back out, backing out, drop out, radd, radda, not interested, no longer interested, nahi karna, interest nahi, interested nahi, nahi chahiye audition, decline",
  "रद्द, कैंसल, कैंसिल, कॅन्सल, नहीं करना, नहीं करनी, रुचि नहीं, इंटरेस्ट नहीं, नको आहे, करायचे नाही, करायचं नाही, इच्छा नाही",
);

/** "Don't cancel" is no cancellation. */
export const KEEP = phrases(
  "dont cancel, do not cancel, not cancel, not cancelling, cancel mat, cancel nahi, cancel na, cancel nako, cancel naka, रद्द मत, रद्द नहीं, रद्द करू नका, रद्द नको, कैंसल मत",
  "not want to cancel, cancelled or not, has it been cancelled, is it cancelled, was it cancelled, cancel hua kya, cancel to nahi",
);

export const CHANGE = phrases(
  "reschedule, rescheduled, resched, change my time, change the time, change time, change my slot, change the slot, change slot, change it, change my audition, change timing, change the timing, move it, move my, move the, shift it, shift my, shift the, shift karo, shift kar, shift ho",
  "postpone, prepone, another time, other time, different time, another slot, other slot, different slot, another day, other day, different day, some other, any other time, new time, better time, later time, earlier time, can we do, can we make it, could we do, could we make it, instead, swap",
  "time badal, badal sakte, badal sakta, badal sakti, badal do, badalna, badalni, badlo, time change, slot change, timing change, din badal, dusra time, dusra slot, dusra din, dusri date, koi aur time, aur koi time, koi dusra, aage badha, aage kar, pehle kar, aage pichhe, kisi aur din, kisi aur time",
  "vel badal, vel badla, vel badlaychi, dusri vel, dusra divas, pudhe dhakla, badlun, badlaycha, badlaychi, badalta yeil",
  "समय बदल, समय बदलना, टाइम बदल, टाइम चेंज, बदलना है, बदल सकते, बदल दो, दूसरा समय, दूसरा टाइम, दूसरा दिन, कोई और समय, कोई दूसरा, किसी और दिन, आगे बढ़ा",
  "वेळ बदल, वेळ बदला, वेळ बदलायची, वेळ बदलता, दुसरी वेळ, दुसरा दिवस, बदलायची, बदलता येईल, बदलून, पुढे ढकला, दुसऱ्या दिवशी, दुसऱ्या वेळी",
);

/** Asks what is on offer. */
export const TIMES = phrases(
  "which times, what times, available times, free times, which slots, what slots, free slots, available slots, slots available, times available, time available, timings, what are the options, options kya, kaunse time, kaunsa time, kaun sa time, kaun se time, konsa time, konse time, slot khaali, slots khaali",
  "anytime, any time, kabhi bhi, koi bhi time, more times, more options, more slots, other options, aur time, aur options, aur slots, kaunse slot, kaunsa slot, konsa slot",
  "कौन सा समय, कौन से समय, कौन सा टाइम, और समय, कोणती वेळ, कोणत्या वेळा, कोणत्या वेळी",
);

export const WHERE = phrases(
  "where, address, location, venue, directions, how do i reach, how to reach, google map, map link, landmark, kahan, kaha, kidhar, jagah kya, pata kya, pata bhejo, kaise pahunch, kuthe, kothe, patta",
  "कहां, किधर, पता क्या, पता बताओ, पता भेजो, पता, जगह, लोकेशन, कुठे, पत्ता, ठिकाण",
);

export const WHEN = phrases(
  "when is, when do i, when should i, when am i, when, what time is, what time do, what time should, what is the time, at what time, which day, what day, what date, kab, kab hai, kitne baje, kitne bje, kis din, kaunse din, konse din, kya time hai, time kya hai, kiti vajta, kadhi, kevha",
  "कब, कितने बजे, किस दिन, समय क्या है, टाइम क्या है, कधी, केव्हा, किती वाजता",
);

/** Of what is fixed, not what could be: "is my audition at 4?", "4 baje hai na". */
export const FIXED = phrases(
  "is my audition, is the audition, is it at, is it on, audition hai, hai na, baje hai, baje hi hai, vajta ahe, बजे है, है ना, वाजता आहे, आहे ना",
);
export const POSSIBLE = phrases(
  "possible, ok, okay, available, free, khaali, sakta, sakti, sakte, सकता, सकती, सकते, ख़ाली, खाली, शक्य, चालेल, चलेगा, chalega, chalel",
);

export const OTHERS = phrases(
  "my friend, who else, other actors, other actor, other actress, other actresses, other girls, other boys, other talent, other talents, other candidates, other people, the others, anyone else, who got, who is selected, who was selected, who is coming, who all, competition, how many people, how many others, how many actors, how many candidates",
  "kaun kaun, aur kaun, koi aur aa, koi aur bhi, dusre actors, dusre log, baaki log, baki log, baaki actors, kitne log, kitne logon, kaun aa raha, kaun aa rahi, kaun aa rahe, kis kis ko, kisko mila, kise mila, uska slot, uska time, uska number, uski audition, uska audition, unka slot, unka number, kon kon, ajun kon, itar kalakar, konala milale",
  "और कौन, कौन कौन, दूसरे कलाकार, दूसरे लोग, बाकी लोग, कितने लोग, किसको मिला, किसे मिला, उसका नंबर, उसका समय, आणखी कोण, कोण कोण, इतर कलाकार, दुसरे कोण, बाकीचे, कोणाला मिळाले, किती जण, किती लोक",
);

/** Will answer later: a day beside it is when, not what is wished. */
export const LATER = phrases(
  "will confirm, ill confirm, shall confirm, let you know, get back to you, will tell you, ill tell you, will check and, let me check, need to check, will tell, not sure yet, not sure",
  "confirm karti, confirm karta, confirm karungi, confirm karunga, confirm kar dungi, confirm kar dunga, bata dungi, bata dunga, batati hu, batati hoon, batata hu, batata hoon, bataungi, bataunga, dekh ke batati, dekh ke batata, soch ke, abhi pata nahi, pata nahi abhi",
  "kalavte, kalavto, kalvte, kalvto, sangte, sangto, confirm karte, confirm karto",
  "कन्फर्म करती, कन्फर्म करता, कन्फर्म करूंगी, कन्फर्म करूंगा, बताती हूं, बताता हूं, बताऊंगी, बताऊंगा, बता दूंगी, बता दूंगा, अभी पता नहीं",
  "सांगते, सांगतो, कळवते, कळवतो, कन्फर्म करते, कन्फर्म करतो, अजून नक्की नाही, नक्की माहीत नाही",
);

/** Can come after all. */
export const RETURN = phrases(
  "can come now, can come after all, i can make it, can make it now, can come, still come, still be there, come after all, aa jaun, aa jau, yeu ka, aa sakti hu, aa sakti hoon, aa sakta hu, aa sakta hoon, aa sakte hai",
  "आ सकती हूं, आ सकता हूं, येऊ शकते, येऊ शकतो, येऊ का, आ जाऊं, yeu shakte, yeu shakto",
);

/** With a cancellation beside it: it was not meant. */
export const UNDO = phrases(
  "didnt mean, did not mean, by mistake, mistakenly, accidentally, mistake se, galti se, galati se, गलती से, chukun, चुकून",
);

/** What it is about. */
export const ROLE = phrases(
  "whats this about, what is this about, whats it about, what is it about, which movie, which part, kaunsi film, kaun si film, kaunsi movie, kis film, kaun sa role, konsa role, konsi film, kis bare, kis baare, konta role, konti bhumika, kashabaddal",
  "कौन सी फिल्म, कौनसी फिल्म, किस फिल्म, कौन सा रोल, कौनसा रोल, किस बारे, कोणती भूमिका, कोणता रोल, कोणता चित्रपट, कशाबद्दल",
);

/** Asks whether a time is free, no more. */
export const IS_FREE = phrases(
  "free hai, khaali hai, khali hai, available hai, free ahe, खाली है, फ्री है, मोकळी आहे, मोकळे आहे, रिकामी आहे",
);

/** A call back: a time beside it is when to call. */
export const CALL = phrases(
  "call me, call back, give me a call, phone me, ring me, call karo, call kar lo, call kijiye, call kariye, call karna, call kara, phone karo, phone kijiye, phone kara",
  "कॉल करो, कॉल कीजिए, कॉल करें, कॉल करा, फोन करो, फोन कीजिए, फोन करें, फोन करा",
);

/** Late for what is fixed: a time beside it is when they will be there. */
export const LATE_BY = phrases(
  "running late, minute late, minutes late, mins late, min late, stuck in traffic, traffic mein, traffic me, मिनट लेट, मिनिटे उशीर, मिनिटं उशीर, ट्रैफिक में, ट्रॅफिकमध्ये",
);

/** What only the team can answer, or must know at once. */
export const PASSED_ON = {
  late: phrases(
    "running late, i am late, im late, be late, minute late, minutes late, mins late, min late, late ho, late hu, late hoon, late aa, der ho, der hogi, der se, ushir, stuck in traffic, traffic mein",
    "उशीर, देर हो, देर से, लेट हो, ट्रैफिक में, ट्रॅफिकमध्ये",
  ),
  arrived: phrases(
    "i am here, im here, i m here, m here, i have reached, i reached, reached, have arrived, i arrived, i am at the studio, im at the studio, at reception, at the reception, in the waiting room, waiting outside, check me in, checking in, pahunch gayi, pahunch gaya, pahunch gaye, pahuch gayi, pahuch gaya, pahoch gayi, pahoch gaya, pohoch gayi, pohoch gaya, pohch gayi, aa gayi hu, aa gayi hoon, aa gaya hu, aa gaya hoon, aa gaye hai, main aa gayi, main aa gaya, yahan hu, yahan hoon, pohochle, pohochlo, mi aale, mi aalo",
    "पहुंच गई, पहुंच गया, पहुंच गए, पहुँच गई, पहुँच गया, आ गई हूं, आ गया हूं, आ गई हूँ, आ गया हूँ, यहां हूं, यहाँ हूँ, पोहोचले, पोहोचलो, मी आले, मी आलो, आले आहे, आलो आहे",
  ),
  on_the_way: phrases(
    "on my way, on the way, raste mein, raste me, nikal gayi, nikal gaya, nighale, nighalo",
    "रास्ते में, निकल गई, निकल गया, वाटेत, निघाले, निघालो",
  ),
  how_long: phrases(
    "how long, duration, how much time, kitni der, kitna time lagega, kitna time lage, kitna samay, kiti vel",
    "कितनी देर, कितना समय, कितना टाइम, किती वेळ",
  ),
  wrong_number: phrases("wrong number, wrong person, galat number, गलत नंबर, चुकीचा नंबर, राँग नंबर"),
  question: phrases(
    "how much do i get, how much will i, how much money, what is the pay, the pay, pay kitna, payment, is it paid, remuneration, budget kya, kitna milega, kitne din, shoot kab, shoot kahan, shoot kaha, shoot dates, parking, my number, mera number, number kahan se, number kaha se, kiti paise, kitne paise, paise kitne, paisa kitna",
    "script, dialogue, dialogues, sides, audition piece, monologue, to wear, should i wear, dress code, kya pehnu, kya pehen, kapde, costume, should i bring, to bring, need to carry, kya lana",
    "कितना मिलेगा, कितने पैसे, पैसे किती, किती पैसे, मेरा नंबर, माझा नंबर, कितने दिन, किती दिवस, पार्किंग, मानधन किती, स्क्रिप्ट, डायलॉग, क्या पहन, कपड़े, कपडे, काय घालू, क्या लाना",
  ),
};

export const WHO = phrases(
  "who is this, whos this, who are you, who r u, aap kaun, kaun ho, kaun hai aap, kaun bol, tumhi kon, kon ahe, kon bolat, kaun hai ye, genuine, scam, fraud, fake, is this real, asli hai, sach hai kya",
  "आप कौन, कौन हो, कौन बोल, कौन है, तुम्ही कोण, कोण आहे, कोण बोलत, फ्रॉड, असली है, खरं आहे, खरे आहे",
);

/** Nothing but the word. */
export const PROFILE = phrases(
  "profile, my profile, the profile, mera profile, meri profile, प्रोफ़ाइल, प्रोफाइल, माझी प्रोफाइल, मेरी प्रोफ़ाइल, majhi profile",
);

export const SHOW_PROFILE = phrases(
  "show my profile, show me my profile, see my profile, view my profile, whats in my profile, what is in my profile, what do you know about me, how complete is my profile, is my profile complete, profile dikhao, profile dikha do, profile batao, profile mein kya, profile me kya, profile kitni",
  "प्रोफ़ाइल दिखाओ, प्रोफाइल दिखाओ, प्रोफ़ाइल दिखाइए, प्रोफाइल दाखवा, प्रोफाइल बघायची, profile dakhva, profile baghaychi",
);

export const BUILD_PROFILE = phrases(
  "update my profile, update profile, my profile update, edit my profile, change my profile, complete my profile, complete profile, make my profile, make a profile, create my profile, create a profile, create profile, build my profile, fill my profile, new profile, set up my profile, register me, register myself, i want to register, sign me up",
  "profile banana, profile banani, profile banao, profile bana do, profile bharna, profile bharni, profile bharo, profile update, profile complete, profile poori, profile badal, register karna, register karo, naam likhna, profile banvaychi, profile banva, profile bharaychi, profile bhara",
  "प्रोफ़ाइल बनाना, प्रोफ़ाइल बनानी, प्रोफाइल बनानी, प्रोफ़ाइल बनाओ, प्रोफाइल बनाओ, प्रोफ़ाइल अपडेट, प्रोफाइल अपडेट, प्रोफ़ाइल भर, प्रोफ़ाइल बदल, प्रोफाइल बनवा, प्रोफाइल बनवायची, प्रोफाइल भरा, प्रोफाइल भरायची, प्रोफाइल बदल",
);
