package dev.datamigration.transfer.full;

/** Tables of every kind that a load may meet. */
final class Tables {
    static final int COUNT = 18;

    static final String[] DEFINITIONS = {
        "CREATE EXTENSION citext",
        "CREATE EXTENSION seg",
        "CREATE EXTENSION ltree",
        "CREATE TYPE mood AS ENUM ('sad', 'glad')",
        "CREATE TYPE pair AS (n int, m mood)",
        "CREATE DOMAIN posint AS int CHECK (VALUE > 0)",
        "CREATE DOMAIN moods AS mood[]",
        "CREATE DOMAIN sadmoods AS moods",
        "CREATE TYPE moodrange AS RANGE (SUBTYPE = mood)",
        """
        CREATE TABLE types (id int PRIMARY KEY, a bigint, b smallint, c numeric, d numeric(12,3), e real,
          f double precision, g money, h text, i varchar(20), j char(10), k bytea, l timestamp, m timestamptz, n date,
          o time, p timetz, q interval, r boolean, s uuid, t json, u jsonb, v inet, w cidr, x macaddr, y bit(5),
          z varbit, aa tsvector, ab tsquery, ac xml, ad int[], ae text[][], af int4range, ag tstzrange, ah point,
          ai polygon, aj oid, ak "char", al name, am jsonpath)
        """,
        "CREATE TABLE own_types (id posint PRIMARY KEY, m mood, ms mood[], p pair, ps pair[], d moods, dd sadmoods,"
                + " r moodrange, c regclass)",
        "CREATE TABLE composite (a int, b text, c uuid, v text, PRIMARY KEY (b, a, c))",
        "CREATE TABLE collated (k text COLLATE \"C\" PRIMARY KEY, v int)",
        "CREATE TABLE uncollated (k text PRIMARY KEY, v int)",
        "CREATE TABLE by_mood (m mood, n numeric, t timestamptz, v int, PRIMARY KEY (m, n, t))",
        "CREATE TABLE extended (k citext, l ltree, s seg, PRIMARY KEY (l, k))",
        "CREATE TABLE empty (id int PRIMARY KEY)",
        "CREATE TABLE keyless (a int, b text)",
        "CREATE TABLE toasted (id int PRIMARY KEY, t text, b bytea)",
        "CREATE TABLE parent (id int PRIMARY KEY, v text)",
        "CREATE TABLE child (extra int) INHERITS (parent)",
        "CREATE TABLE sales (id bigint, day date, v text, PRIMARY KEY (id, day)) PARTITION BY RANGE (day)",
        "CREATE TABLE sales_1 PARTITION OF sales FOR VALUES FROM ('2026-01-01') TO ('2026-07-01')",
        "CREATE TABLE sales_2 PARTITION OF sales FOR VALUES FROM ('2026-07-01') TO ('2027-01-01')",
        "CREATE SCHEMA \"Odd \"\"schema\"",
        "CREATE TABLE \"Odd \"\"schema\".\"ta.ble\" (\"Or der\" int PRIMARY KEY, \"select\" text)",
        "CREATE TABLE identities (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text)",
        "CREATE TABLE generated (id int PRIMARY KEY, a int, twice int GENERATED ALWAYS AS (a * 2) STORED)",
        "CREATE TABLE no_columns ()",
    };

    static final String[] ROWS = {
        """
        INSERT INTO types SELECT i, i, i, i / 7.0, i, i / 3.0::real, i / 9.0, i, 'text ' || i, 'v' || i, 'c' || i,
          decode(md5(i::text), 'hex'), timestamp '2026-01-01' + i * interval '1.000001 s', now(), '2026-01-01', '12:30',
          '12:30+02', '1 mon 2 days 3 s', i % 2 = 0, gen_random_uuid(), '{"a": [1,  2]}', '{"b": null}', '10.0.0.1/8',
          '10.0.0.0/8', '08:00:2b:01:02:03', '10101', '1011', 'a fat cat', 'fat & rat', '<a>b</a>', ARRAY[i, NULL, 3],
          '{{"a","b,c"},{"d\\"",NULL}}', int4range(i, i + 5), '[2026-01-01,)', '(1.5,2)', '((0,0),(1,1),(2,0))', i,
          'x', 'a_name', '$.a[*]' FROM generate_series(1, 250) i
        """,
        "INSERT INTO types (id, c, e, f, l, m, n, h) VALUES (1001, 'NaN', 'Infinity', '-Infinity', 'infinity',"
                + " '-infinity', 'infinity', E'tab\\t new\\n back\\\\ \\u00e9\\U0001F600'), (1002, '-0.000', '-0', 'NaN',"
                + " '4714-11-24 BC', '294276-12-31 23:59:59', '0044-03-15 BC', '')",
        "INSERT INTO own_types SELECT i, 'glad', '{sad,NULL,glad}', format('(%s,sad)', i)::pair,"
                + " ARRAY['(1,glad)'::pair, NULL],"
                + " '{glad}', '{sad}', '[sad,glad)', 'composite' FROM generate_series(1, 120) i",
        "INSERT INTO composite SELECT i, chr(65 + i % 3) || '''\\', gen_random_uuid(), i FROM generate_series(1, 3000) i",
        "INSERT INTO collated SELECT chr(33 + i % 90) || md5(i::text), i FROM generate_series(1, 1000) i",
        "INSERT INTO uncollated SELECT md5(i::text) || chr(33 + i % 90), i FROM generate_series(1, 1000) i",
        "INSERT INTO by_mood SELECT (ARRAY['sad','glad'])[1 + i % 2]::mood, i / 3.0, now(), i"
                + " FROM generate_series(1, 500) i",
        "INSERT INTO extended SELECT CASE WHEN i % 2 = 0 THEN 'Row ' ELSE 'rOW ' END || i,"
                + " ('top.' || i % 9)::ltree, '1.5 .. 2.5' FROM generate_series(1, 1500) i",
        "INSERT INTO keyless SELECT i % 10, 'same' FROM generate_series(1, 1000) i",
        "INSERT INTO keyless VALUES (NULL, NULL), (NULL, NULL)",
        "ALTER TABLE toasted ALTER b SET STORAGE EXTERNAL",
        "INSERT INTO toasted SELECT i, repeat('wide ', 500000), decode(repeat('00ff', 1500000), 'hex')"
                + " FROM generate_series(1, 3) i",
        "INSERT INTO parent SELECT i, 'parent' FROM generate_series(1, 300) i",
        "INSERT INTO child SELECT i, 'child', i FROM generate_series(1, 300) i",
        "INSERT INTO sales SELECT i, date '2026-01-01' + i % 365, 'sale' FROM generate_series(1, 800) i",
        "INSERT INTO \"Odd \"\"schema\".\"ta.ble\" SELECT i, 'x' FROM generate_series(1, 250) i",
        "INSERT INTO identities (v) SELECT 'identity' FROM generate_series(1, 150) i",
        "INSERT INTO generated SELECT i, i FROM generate_series(1, 150) i",
        "INSERT INTO no_columns SELECT FROM generate_series(1, 5)",
    };

    private Tables() {}
}
