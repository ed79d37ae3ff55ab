-- tag::reshape[]
ALTER TABLE contacts ADD COLUMN first_name text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE contacts ADD COLUMN last_name text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE contacts ADD COLUMN numbers jsonb NOT NULL DEFAULT '[]';

UPDATE contacts SET
    first_name = split_part(name, ' ', 1),
    last_name = trim(substr(name, strpos(name || ' ', ' '))),
    numbers = (SELECT coalesce(jsonb_agg(trim(number)), '[]')
               FROM unnest(string_to_array(phones, ',')) AS number
               WHERE trim(number) <> '');

ALTER TABLE contacts DROP COLUMN name;
ALTER TABLE contacts DROP COLUMN phones;
-- end::reshape[]
