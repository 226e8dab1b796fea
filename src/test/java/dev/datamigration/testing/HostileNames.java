package dev.datamigration.testing;

import dev.datamigration.database.postgres.sql.Sql;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Names that a database takes and that would do harm wherever they are pasted in without care. */
public final class HostileNames {
    /** Drops what must still be there at the end, if any of it is ever run. */
    private static final String DROP = "DROP TABLE IF EXISTS public.canary;";

    private static final List<String> KNOWN = List.of(
            "a\"; " + DROP + " --",
            "b'); " + DROP + " --",
            "c\n" + DROP + "\n--",
            "d*/ " + DROP + " /*",
            "e$$; " + DROP + " $$",
            "f$do$; " + DROP,
            "g\\'; " + DROP,
            "h%s %n ${x} {{x}} #{x} {d}",
            "i\u001b[2J\u001b]0;x\u0007",
            "j\u202e\u2066\u200f",
            "k](http://x) <at id=all></at> @all **x**",
            "l.m.n",
            " n ",
            "o\r\nstate: Completed",
            "p?*_%",
            "q😀",
            "r\\u0000\\\\",
            "s\t",
            "SELECT");

    /** Decides which are made up besides; another one: {@code -Dnames.seed=…}. */
    public static final long SEED = Long.getLong("names.seed", 11);

    private static final int MADE_UP = Integer.getInteger("names.count", 4);

    /** With the letter that some get in front, a name of PostgreSQL has room for so many bytes. */
    private static final int LONGEST = 62;

    public static final List<String> ALL =
            Stream.concat(KNOWN.stream(), madeUp()).distinct().toList();

    /** What a reader of plain text would be misled by. */
    public static final String INVISIBLE = "(?s).*[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}].*";

    private HostileNames() {}

    private static Stream<String> madeUp() {
        return LongStream.range(SEED, SEED + MADE_UP).mapToObj(seed -> new HostileTexts(seed).name(LONGEST));
    }

    /** One table for each name, whose column, key, check, type, comment and values are called so as well. */
    public static String[] schema() {
        return ALL.stream()
                .map(name -> {
                    var quoted = Sql.identifier(name);
                    return """
                            CREATE TYPE public.%1$s AS ENUM (%4$s, 'other');
                            CREATE TABLE public.%2$s (%1$s text COLLATE "C", kind public.%1$s DEFAULT %4$s, "id %%s" int,
                              CONSTRAINT %1$s PRIMARY KEY (%1$s), CONSTRAINT %3$s CHECK ("id %%s" < 1000));
                            CREATE INDEX %5$s ON public.%2$s (kind);
                            CREATE FUNCTION public.%1$s(%1$s int) RETURNS text LANGUAGE sql AS $body$ SELECT %4$s::text $body$;
                            CREATE VIEW public.%6$s AS SELECT %1$s FROM public.%2$s;
                            COMMENT ON TABLE public.%2$s IS %4$s;
                            COMMENT ON COLUMN public.%2$s.%1$s IS %4$s;
                            """.formatted(
                                    quoted,
                                    Sql.identifier("t" + name),
                                    Sql.identifier("c" + name),
                                    Sql.literal(name),
                                    Sql.identifier("i" + name),
                                    Sql.identifier("v" + name));
                })
                .toArray(String[]::new);
    }

    /** The table that goes with a name, for SQL. */
    public static String table(String name) {
        return "public." + Sql.identifier("t" + name);
    }

    /** A row of the table, whose key is the name itself. */
    public static String insert(String name, String key, int number) {
        return "INSERT INTO %s (%s, \"id %%s\") VALUES (%s, %d)"
                .formatted(table(name), Sql.identifier(name), Sql.literal(key), number);
    }
}
