INSERT INTO shop.every_type (
    c_smallint, c_integer, c_bigint, c_numeric, c_numeric_scaled, c_real, c_double, c_money,
    c_char, c_bpchar, c_varchar, c_text, c_name, c_internal_char, c_citext, c_hstore, c_bytea,
    c_boolean, c_date, c_time, c_timetz, c_timestamp, c_timestamp0, c_timestamptz, c_interval, c_interval_day,
    c_enum, c_domain, c_composite, c_point, c_line, c_lseg, c_box, c_path, c_polygon, c_circle,
    c_cidr, c_inet, c_macaddr, c_macaddr8, c_bit, c_varbit, c_tsvector, c_tsquery,
    c_uuid, c_xml, c_json, c_jsonb, c_jsonpath, c_int_array, c_text_array, c_numeric_array, c_matrix,
    c_enum_array, c_composite_array, c_domain_array,
    c_int4range, c_int8range, c_numrange, c_tsrange, c_tstzrange, c_daterange, c_own_range, c_lsn, c_oid)
SELECT
    (n % 65536) - 32768, n * 7919, n * 1000003::bigint * 1000003, (n * 31::numeric) ^ 3 / 7, n / 13.0, n / 3.0, sqrt(n),
    (n / 100.0)::numeric::money,
    'c' || n % 1000, 'bp' || n || '  ', 'v' || n, E'tab\there, line\nbreak, back\\slash, "quote" and žluťoučký 🐎 ' || n,
    'name' || n, chr(32 + n % 90)::"char", 'MiXed' || n, public.hstore('n', n::text), decode(md5(n::text), 'hex'),
    n % 2 = 0, date '2000-01-01' + n, time '00:00' + n * interval '1.000001 s',
    (time '00:00' + n * interval '1 s') AT TIME ZONE 'UTC', timestamp '1999-12-31 23:59:59.999999' + n * interval '1 hour',
    timestamp '2020-02-29 12:00' + n * interval '1 min', timestamptz '2024-01-01 00:00+00' + n * interval '61.5 s',
    n * interval '1 month 2 days 3.456789 s', n * interval '1.234 s',
    (enum_range(NULL::shop.order_status))[1 + n % 6], 'user' || n || '@example.org',
    ROW(n, n / 2.0, NULL, 'c,m "x"')::shop.dimensions,
    point(n, -n), line(point(0, 0), point(n + 1, 1)), lseg(point(0, n), point(n, 0)), box(point(0, 0), point(n, n)),
    '[(0,0),(1,1),(2,0)]'::path, '((0,0),(0,1),(1,1))'::polygon, circle(point(n, n), n),
    ('10.' || n % 256 || '.0.0/16')::cidr, ('192.168.' || n % 256 || '.1/24')::inet,
    ('08:00:2b:01:02:' || lpad(to_hex(n % 256), 2, '0'))::macaddr, '08:00:2b:01:02:03:04:05'::macaddr8,
    (n % 256)::bit(8), (n % 1024)::bit(10)::varbit, to_tsvector('english', 'the quick brown fox number ' || n),
    to_tsquery('english', 'fox & number'),
    md5(n::text)::uuid, ('<row n="' || n || '"><v>' || n || '</v></row>')::xml,
    ('{"b": ' || n || ',   "a": [1, 2.50, null]}')::json, jsonb_build_object('n', n, 'deep', jsonb_build_array(n, 'x')),
    '$.deep[*] ? (@ > 1)'::jsonpath,
    ARRAY[n, NULL, -n], ARRAY['a,b', NULL, 'NULL', '', '"q"', 'x' || n], ARRAY[n / 7.0], ARRAY[[n, 1], [2, 3]],
    ARRAY['new', 'paid']::shop.order_status[], ARRAY[ROW(1, 2, 3, 'cm')::shop.dimensions, NULL], ARRAY[n, 0]::shop.quantity[],
    int4range(n, n + 10), int8range(n, NULL), numrange(n, n + 0.5, '[]'),
    tsrange('2024-01-01'::timestamp, '2024-01-01'::timestamp + n * interval '1 day'),
    tstzrange(NULL, '2024-01-01'::timestamptz + n * interval '1 day'), daterange('2024-01-01', '2024-01-01'::date + n),
    shop.price_range(n, n * 2, '(]'), ('0/' || to_hex(n))::pg_lsn, n::oid
FROM generate_series(1, ${every_type}) n;

-- The edges.
INSERT INTO shop.every_type (c_text) VALUES (NULL), (''), (' '), (E'\\N'), (E'\\.');
INSERT INTO shop.every_type (c_smallint, c_integer, c_bigint, c_numeric, c_real, c_double, c_money, c_date, c_timestamp,
    c_timestamptz, c_interval, c_char, c_bytea, c_int_array, c_matrix, c_int4range, c_json, c_jsonb, c_xml, c_text)
VALUES
    (32767, 1073741823, 9223372036854775807, 'NaN', 'NaN', 'NaN', '92233720368547758.07', 'infinity', 'infinity',
     'infinity', '178000000 years', '', '', '{}', '{}', 'empty', 'null', 'null', '', repeat('wide ', 100000)),
    (-32768, -1073741824, -9223372036854775808, -0.00000000000000000001, '-Infinity', '-Infinity',
     '-92233720368547758.08', '-infinity', '-infinity', '-infinity', '-178000000 years', '      ', '\x00ff00',
     '[5:6]={1,2}', '{{{1}}}', '(,)', '"\u00e9"', '1e400', '<?xml version="1.0"?><a><![CDATA[<&>]]></a>', E'\r\n'),
    (0, 0, 0, 1e-300, 1e-45, 4.9e-324, 0, '4713-01-01 BC', '4713-01-01 00:00:00 BC', '0044-03-15 12:00:00+00 BC',
     '-1 month +1 day -00:00:00.000001', 'žluťou', '\x5c4e', '{NULL}', '{{NULL,1}}', '[1,1]', '{}', '[]', 'text', E'\b\f'),
    (1, 1, 1, 1e300, '-0', '-0', 0.01, '5874897-12-31', '294276-12-31 23:59:59.999999', '294276-12-31 23:59:59.999999+00',
     '0', 'a', '\x00', '{1}', '{{1,2},{3,4}}', '[,1)', '[1,1,1]', '{"a":{"b":[]}}', '<!-- c -->x', U&'\+01F600');
