package dev.datamigration.testing;

import dev.datamigration.database.postgres.sql.Sql;
import java.util.List;
import java.util.Random;

/**
 * A type, and values of it that are easily mistaken for each other or for something else.
 *
 * @param type as a column is declared with it
 * @param values without their quotes; with none, they are texts that somebody made up
 * @param key whether a primary key can hold it
 */
public record HostileValues(String type, boolean key, List<String> values) {
    private static final String ENUM = "it's \\ \"; --";

    /** What both sides need for the types. */
    public static final String[] SCHEMA = {
        "CREATE EXTENSION citext",
        "CREATE TYPE public.\"Mo\"\"od\" AS ENUM (" + Sql.literal(ENUM) + ", '', 'NULL')",
        "CREATE DOMAIN public.amount AS numeric",
        "CREATE TYPE public.pair AS (n numeric, \"t\"\"x\" text, j json)",
        "CREATE COLLATION public.anycase (provider = icu, locale = 'und-u-ks-level2', deterministic = false)"
    };

    private static final List<HostileValues> ALL = List.of(
            key("boolean", "t", "f"),
            key("smallint", "-32768", "0", "7"),
            key("integer", "-1", "0", "2147483647"),
            key("bigint", "-9223372036854775808", "0", "1", "4294967296", "-1", "-4294967297"),
            key("numeric", "1.0", "1.00", "1", "NaN", "-0.5", "1e30", "0", "0.000"),
            key("numeric(6,2)", "1", "9999.99", "-0.01"),
            key("public.amount", "1.0", "1.00", "0"),
            key("real", "0", "-0", "NaN", "1e-45", "0.1"),
            key("double precision", "0", "-0", "NaN", "Infinity", "-Infinity", "0.1", "5e-324"),
            made("text"),
            made("character varying(300)"),
            key("character(5)", "a", "a  ", "", "\\", "'"),
            key("\"char\"", "a", "", "\\", "'"),
            made("name"),
            key("public.citext", "a", "A", "ß", "'"),
            key("text COLLATE public.anycase", "a", "A", "b", "B", "é", "e\u0301"),
            key("bytea", "\\x", "\\x00", "\\x5c27", "\\xdeadbeef"),
            key(
                    "date",
                    "2026-01-31",
                    "2000-01-01",
                    "infinity",
                    "-infinity",
                    "0044-03-15 BC",
                    "4714-11-24 BC",
                    "5874897-12-31"),
            key(
                    "timestamp",
                    "2026-01-31 23:59:59.999999",
                    "1970-01-01",
                    "infinity",
                    "-infinity",
                    "0044-03-15 00:00:00 BC",
                    "1699-12-31 23:59:59.999999",
                    "2239-12-31 23:59:59.999998",
                    "2239-12-31 23:59:59.999999",
                    "2240-01-01"),
            key(
                    "timestamp with time zone",
                    "2026-03-29 01:30:00+00",
                    "2026-03-29 01:30:00.000001+00",
                    "-infinity",
                    "infinity",
                    "0044-03-15 00:00:00+00 BC",
                    "294276-12-31 23:59:59.999998+00",
                    "294276-12-31 23:59:59.999999+00"),
            key("time", "00:00", "24:00:00", "23:59:59.999999"),
            key("time with time zone", "00:00+00", "01:00+01", "24:00:00-15:59"),
            key("interval", "1 mon", "30 days", "720:00", "-1 mon +5 days -02:03:04", "-1 day 01:00", "0"),
            key("uuid", "6ecd8c99-4036-403d-bf84-cf8400f67836", "00000000-0000-0000-0000-000000000000"),
            plain("json", "{\"k\":  1}", "{\"k\": 1}", "\"'; --\"", "null"),
            key("jsonb", "1.0", "1.00", "{\"a\": [null, \"\\u0001'\"]}", "\"\""),
            plain("jsonpath", "$.a ? (@ == \"'\")", "$[*]"),
            plain("xml", "<a>'</a>", "<a/>", "no element", ""),
            key("inet", "10.0.0.1", "10.0.0.1/8", "::1", "10.0.0.0/24"),
            key("cidr", "10.0.0.0/8", "::/0"),
            key("macaddr8", "08:00:2b:01:02:03:04:05"),
            key("bit(3)", "101", "000"),
            key("bit varying", "", "0", "00", "1"),
            plain("point", "(1,2)", "(-0,0)", "(0,0)", "(NaN,Infinity)"),
            plain("box", "(1,1),(0,0)", "(2,0.5),(0,0)"),
            plain("polygon", "((0,0),(1,1),(1,0))", "((1,1),(1,0),(0,0))"),
            plain("circle", "<(0,0),1>", "<(5,5),1>"),
            plain("lseg", "[(0,0),(1,1)]"),
            plain("path", "[(0,0),(1,1)]", "((0,0),(1,1))"),
            plain("line", "{1,2,3}", "{2,4,6}"),
            key("tsvector", "'it''s':1A 'b'", "", "'\\\\'"),
            key("tsquery", "'a' & !'it''s'", "", "'a' <2> 'b'"),
            key("int4range", "[1,5)", "empty", "(,)"),
            key("numrange", "[1.0,2]", "[1.00,2]", "[1,2.0]", "empty"),
            key("pg_lsn", "0/0", "16/B374D848"),
            key("oid", "0", "4294967295"),
            plain("regclass", "pg_class", "public.canary", "-"),
            key("public.\"Mo\"\"od\"", ENUM, "", "NULL"),
            plain("public.\"Mo\"\"od\"[]", "{\"\",NULL,\"NULL\"}", "{}"),
            key(
                    "text[]",
                    "{}",
                    "{NULL}",
                    "{\"NULL\",\"\"}",
                    "{\"a,\\\"b\",\"\\\\\"}",
                    "[0:1]={a,b}",
                    "{a,b}",
                    "{{a},{b}}"),
            key("numeric[]", "{1.0}", "{1.00}", "{NaN}"),
            key("int4[]", "{1,2}", "[2:3]={1,2}"),
            plain("public.pair", "(1.0,\"a,\"\"b\\\\\",null)", "(1.00,,)", "(,\"\",\"{}\")", "(,,)"),
            plain("public.pair[]", "{\"(1,,)\",NULL}", "{}"));

    private static HostileValues key(String type, String... values) {
        return new HostileValues(type, true, List.of(values));
    }

    private static HostileValues plain(String type, String... values) {
        return new HostileValues(type, false, List.of(values));
    }

    private static HostileValues made(String type) {
        return new HostileValues(type, true, List.of());
    }

    public static List<HostileValues> all() {
        return ALL;
    }

    public static HostileValues any(Random random) {
        return ALL.get(random.nextInt(ALL.size()));
    }

    public static HostileValues forKey(Random random) {
        var keys = ALL.stream().filter(HostileValues::key).toList();
        return keys.get(random.nextInt(keys.size()));
    }

    /** One of the values as a literal. */
    public String value(Random random, HostileTexts texts, boolean nullable) {
        if (nullable && random.nextInt(6) == 0) {
            return "NULL";
        }
        return Sql.literal(values.isEmpty() ? texts.name(60) : values.get(random.nextInt(values.size())));
    }
}
