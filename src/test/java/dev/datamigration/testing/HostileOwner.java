package dev.datamigration.testing;

import java.util.List;

/**
 * A role that may do nothing but own a few tables, and has in each of them a function that makes it a superuser, in every
 * place that runs with the rights of whoever writes the rows.
 */
public final class HostileOwner {
    public static final String NAME = "hostile_owner";

    /** Tables whose rows cannot be written without running the function. */
    public static final List<String> TABLES = List.of(
            "by_builtin",
            "by_check",
            "by_domain",
            "by_element",
            "by_exclusion",
            "by_generated",
            "by_index",
            "by_predicate",
            "by_trigger");

    private HostileOwner() {}

    /** Makes the role, its tables with a row each, and a materialised view, all in the schema {@code hostile}. */
    public static void install(TestDatabase database) {
        database.execute(
                "DROP ROLE IF EXISTS hostile_owner",
                "CREATE ROLE hostile_owner",
                "CREATE SCHEMA hostile AUTHORIZATION hostile_owner",
                "GRANT CREATE ON SCHEMA public TO hostile_owner");
        database.execute("""
                SET ROLE hostile_owner;
                CREATE FUNCTION hostile.rise(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$
                  BEGIN
                    BEGIN
                      EXECUTE 'ALTER ROLE hostile_owner SUPERUSER';
                    EXCEPTION WHEN OTHERS THEN NULL;
                    END;
                    RETURN $1;
                  END $$;
                CREATE FUNCTION hostile.rise_again() RETURNS int VOLATILE LANGUAGE plpgsql AS
                  'BEGIN RETURN hostile.rise(1); END';
                CREATE FUNCTION hostile.equal(int, int) RETURNS boolean IMMUTABLE LANGUAGE sql AS
                  'SELECT hostile.rise($1) = $2';
                CREATE FUNCTION hostile.fire() RETURNS trigger LANGUAGE plpgsql AS
                  'BEGIN PERFORM hostile.rise(1); RETURN NEW; END';
                CREATE DOMAIN hostile.dom AS int CHECK (hostile.rise(VALUE) > 0);
                CREATE TABLE hostile.by_check (id int PRIMARY KEY, CHECK (hostile.rise(id) > 0));
                CREATE TABLE hostile.by_domain (id int PRIMARY KEY, d hostile.dom);
                CREATE TABLE hostile.by_element (id int PRIMARY KEY, d hostile.dom[]);
                CREATE TABLE hostile.by_generated (id int PRIMARY KEY, g int GENERATED ALWAYS AS (hostile.rise(id)) STORED);
                CREATE TABLE hostile.by_index (id int PRIMARY KEY);
                CREATE INDEX ON hostile.by_index (hostile.rise(id));
                CREATE TABLE hostile.by_predicate (id int PRIMARY KEY);
                CREATE INDEX ON hostile.by_predicate (id) WHERE hostile.rise(id) > 0;
                CREATE TABLE hostile.by_exclusion (id int PRIMARY KEY,
                  EXCLUDE USING btree ((hostile.rise(id)) WITH =));
                CREATE TABLE hostile.by_trigger (id int PRIMARY KEY);
                CREATE TRIGGER t BEFORE INSERT ON hostile.by_trigger FOR EACH ROW EXECUTE FUNCTION hostile.fire();
                ALTER TABLE hostile.by_trigger ENABLE ALWAYS TRIGGER t;
                CREATE TABLE hostile.by_builtin (id int PRIMARY KEY,
                  CHECK (query_to_xml('SELECT hostile.rise_again()', true, true, '') IS NOT NULL));
                CREATE TABLE hostile.harmless (id int PRIMARY KEY, created timestamptz DEFAULT now(),
                  CHECK (id > 0 AND lower('A') = 'a'));
                INSERT INTO hostile.harmless VALUES (1);
                INSERT INTO hostile.by_check VALUES (1);
                INSERT INTO hostile.by_domain VALUES (1, 1);
                INSERT INTO hostile.by_element VALUES (1, '{1}');
                INSERT INTO hostile.by_generated (id) VALUES (1);
                INSERT INTO hostile.by_index VALUES (1);
                INSERT INTO hostile.by_predicate VALUES (1);
                INSERT INTO hostile.by_exclusion VALUES (1);
                INSERT INTO hostile.by_trigger VALUES (1);
                INSERT INTO hostile.by_builtin VALUES (1);
                CREATE VIEW hostile.between AS SELECT hostile.rise(1);
                CREATE MATERIALIZED VIEW hostile.by_view AS SELECT * FROM hostile.between;
                RESET ROLE
                """);
        database.execute("REVOKE CREATE ON SCHEMA public FROM hostile_owner");
    }

    public static boolean isSuperuser(TestDatabase anyOfTheServer) {
        return anyOfTheServer
                .query("SELECT rolsuper FROM pg_roles WHERE rolname = 'hostile_owner'")
                .contains("t");
    }

    /** Ends it, with all that it owns in this database. */
    public static void remove(TestDatabase database) {
        if (!database.query("SELECT 1 FROM pg_roles WHERE rolname = 'hostile_owner'")
                .isEmpty()) {
            database.execute("DROP OWNED BY hostile_owner CASCADE", "DROP ROLE hostile_owner");
        }
    }
}
