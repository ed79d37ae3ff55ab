-- tag::reshape[]
ALTER TABLE contacts ADD COLUMN first_name TEXT NOT NULL DEFAULT '';
ALTER TABLE contacts ADD COLUMN last_name TEXT NOT NULL DEFAULT '';
ALTER TABLE contacts ADD COLUMN numbers TEXT NOT NULL DEFAULT '[]';

UPDATE contacts SET
    first_name = substr(name, 1, instr(name || ' ', ' ') - 1),
    last_name = trim(substr(name, instr(name || ' ', ' '))),
    numbers = (SELECT json_group_array(trim(value))
               FROM json_each('[' || replace(json_quote(phones), ',', '","') || ']')
               WHERE trim(value) <> '');

ALTER TABLE contacts DROP COLUMN name;
ALTER TABLE contacts DROP COLUMN phones;
-- end::reshape[]
