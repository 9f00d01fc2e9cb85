-- A search looks up the vectors of thousands of people who pass its filters: two pages each by hash, four by the primary key.
create index profile_vectors_person on profile_vectors using hash (person_id);
