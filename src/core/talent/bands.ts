/** Spans that people think in, as SQL on `talent_profiles t`: an age may be in several, a rate is in one. */

export const AGE_BANDS = `(values ('under 18', 0, 17), ('18–25', 18, 25), ('26–35', 26, 35), ('36–45', 36, 45), ('46–60', 46, 60), ('over 60', 61, 200))
             as band(name, low, high)`;

export const IN_AGE_BAND = "t.age_min <= band.high and t.age_max >= band.low";

/** Null where the rate is not known. */
export const RATE_BAND = `case when t.rate_paise_per_day <= 1000000 then 'up to ₹10,000' when t.rate_paise_per_day <= 2500000 then '₹10,000 to 25,000'
              when t.rate_paise_per_day <= 5000000 then '₹25,000 to 50,000' when t.rate_paise_per_day > 5000000 then 'over ₹50,000' end`;
