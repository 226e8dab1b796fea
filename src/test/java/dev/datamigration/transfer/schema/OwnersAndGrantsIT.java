package dev.datamigration.transfer.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.api.status.SchemaStatus;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.api.task.ObjectSelection;
import dev.datamigration.api.task.PrivilegeHandling;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.Printed;
import dev.datamigration.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody may do more on the target than on the source, at any moment; and in the end everybody may do the same. */
class OwnersAndGrantsIT {
    private static final String[] SOURCE = {
        "CREATE SCHEMA shop AUTHORIZATION acl_owner",
        "GRANT CREATE ON SCHEMA public TO acl_reader",
        "CREATE TABLE in_public (id int)",
        "GRANT USAGE ON SCHEMA shop TO acl_reader",
        """
        SET ROLE acl_owner;
        CREATE TYPE shop.size AS ENUM ('s', 'l');
        REVOKE ALL ON TYPE shop.size FROM PUBLIC;
        CREATE TABLE shop.orders (id serial PRIMARY KEY, size shop.size, secret text);
        GRANT SELECT (id, size), UPDATE (size) ON shop.orders TO acl_reader;
        GRANT INSERT, DELETE ON shop.orders TO acl_reader WITH GRANT OPTION;
        GRANT SELECT ON shop.orders TO acl_only_there;
        REVOKE TRUNCATE, TRIGGER ON shop.orders FROM acl_owner;
        GRANT USAGE ON SEQUENCE shop.orders_id_seq TO acl_reader;
        CREATE VIEW shop.sizes AS SELECT size FROM shop.orders;
        GRANT SELECT ON shop.sizes TO PUBLIC;
        CREATE STATISTICS shop.kinds (dependencies) ON id, size FROM shop.orders;
        ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO acl_reader;
        ALTER DEFAULT PRIVILEGES REVOKE ALL ON FUNCTIONS FROM PUBLIC;
        CREATE AGGREGATE shop.total(int) (SFUNC = int4pl, STYPE = int);
        REVOKE ALL ON FUNCTION shop.total(int) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION shop.total(int) TO acl_reader;
        CREATE FUNCTION shop.whoami() RETURNS text LANGUAGE sql SECURITY DEFINER AS 'SELECT current_user::text';
        CREATE FUNCTION shop.refused() RETURNS text LANGUAGE sql SECURITY DEFINER AS 'SELECT current_user::text';
        REVOKE ALL ON FUNCTION shop.refused() FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION shop.refused() TO acl_reader;
        CREATE FUNCTION shop.plain() RETURNS int LANGUAGE sql AS 'SELECT 1';
        REVOKE ALL ON FUNCTION shop.plain() FROM PUBLIC;
        RESET ROLE
        """,
        "CREATE FUNCTION shop.of_admin() RETURNS text LANGUAGE sql SECURITY DEFINER AS 'SELECT current_user::text'",
        "REVOKE ALL ON FUNCTION shop.of_admin() FROM PUBLIC"
    };

    /** What PostgreSQL itself prints of owners and privileges; PUBLIC's and the owner's own, which mean the same, left out. */
    private static final String RIGHTS = """
            SELECT name || ' ' || pg_get_userbyid(owner) || ' ' || coalesce((
                     SELECT string_agg(CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END || '='
                                       || a.privilege_type || CASE WHEN a.is_grantable THEN '*' ELSE '' END, ','
                                       ORDER BY a.grantee = 0, pg_get_userbyid(a.grantee)::text COLLATE "C", a.privilege_type)
                       FROM aclexplode(acl) a
                      WHERE a.grantee <> owner AND a.grantee <> coalesce(to_regrole('acl_only_there'), 1::regrole)), '')
              FROM (SELECT nspname::text AS name, nspowner AS owner, nspacl AS acl FROM pg_namespace WHERE nspname = 'shop'
                    UNION ALL SELECT relname, relowner, coalesce(relacl, acldefault('r', relowner)) FROM pg_class
                               WHERE relnamespace = 'shop'::regnamespace AND relkind IN ('r', 'v', 'S')
                    UNION ALL SELECT relname || '.' || attname, relowner, attacl FROM pg_attribute
                               JOIN pg_class ON attrelid = pg_class.oid
                               WHERE relnamespace = 'shop'::regnamespace AND attacl IS NOT NULL
                    UNION ALL SELECT typname, typowner, coalesce(typacl, acldefault('T', typowner)) FROM pg_type
                               WHERE typname = 'size'
                    UNION ALL SELECT stxname, stxowner, NULL::aclitem[] FROM pg_statistic_ext
                               WHERE stxnamespace = 'shop'::regnamespace
                    UNION ALL SELECT proname || prosecdef, proowner, coalesce(proacl, acldefault('f', proowner))
                                FROM pg_proc WHERE pronamespace = 'shop'::regnamespace) o
             ORDER BY 1
            """;

    private static final String DEFAULTS = """
            SELECT concat_ws(' ', pg_get_userbyid(defaclrole), defaclnamespace::regnamespace, defaclobjtype, defaclacl)
              FROM pg_default_acl WHERE pg_get_userbyid(defaclrole) = 'acl_owner' ORDER BY 1
            """;

    /** What owners may not do themselves, and what everybody may do in the schema public. */
    private static final String OWN_AND_EVERYBODYS = """
            SELECT string_agg(a.privilege_type, ',' ORDER BY 1) FROM pg_class, aclexplode(relacl) a
             WHERE relname = 'orders' AND a.grantee = relowner AND a.privilege_type <> 'MAINTAIN'
            UNION ALL
            SELECT string_agg(a.privilege_type, ',' ORDER BY 1) FROM pg_namespace, aclexplode(nspacl) a
             WHERE nspname = 'public' AND a.grantee = 0
            """;

    private SchemaScene scene;

    @BeforeEach
    @AfterEach
    void dropRoles() {
        for (var version : List.of(13, 17, 18)) {
            var server = PostgresServers.shared(version).maintenance();
            server.query("SELECT rolname FROM pg_roles WHERE rolname LIKE 'acl\\_%'")
                    .forEach(role -> dropRole(server, role));
        }
    }

    private void dropRole(TestDatabase server, String role) {
        Stream.of(scene == null ? server : scene.source, scene == null ? server : scene.target)
                .filter(database -> database.port() == server.port())
                .forEach(database -> database.execute("DROP OWNED BY " + role + " CASCADE"));
        server.execute("DROP ROLE " + role);
    }

    private SchemaScene scene(int from, int to) {
        scene = new SchemaScene(PostgresServers.shared(from), PostgresServers.shared(to));
        scene.source.execute("CREATE ROLE acl_owner", "CREATE ROLE acl_reader", "CREATE ROLE acl_only_there");
        scene.source.execute(SOURCE);
        return scene;
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void whatTheSourceGrantsIsGrantedWhenTheApplicationMoves(int version) {
        scene(version == 13 ? 17 : 13, version);
        scene.target.execute("CREATE ROLE acl_owner", "CREATE ROLE acl_reader");
        var incremental = Set.of(MigrationType.Schema, MigrationType.Full, MigrationType.Incremental);
        SchemaScene.stage(scene.run(incremental), status -> {}).beforeLoad();
        SchemaScene.stage(scene.run(incremental), status -> {}).afterLoad();
        assertThat(scene.target.query(RIGHTS)).noneMatch(line -> line.contains("acl_"));
        assertNoneRunsAsUs();

        var status = SchemaScene.stage(scene.run(incremental), ignored -> {}).atMove();
        assertThat(scene.target.query(RIGHTS)).isEqualTo(scene.source.query(RIGHTS));
        assertThat(status.notCarried())
                .extracting(object -> object.kind() + " " + object.name())
                .containsExactlyInAnyOrder(
                        "Privileges grants to acl_only_there",
                        "Privileges on the schema public",
                        "Privileges that owners have revoked from themselves");
        assertThat(scene.target.query(DEFAULTS))
                .isEqualTo(scene.source.query(DEFAULTS))
                .isNotEmpty();
        assertThat(asRole("acl_reader", "SELECT has_schema_privilege('public', 'CREATE')"))
                .containsExactly("t");
        assertThat(asRole("acl_reader", "SELECT shop.refused()")).containsExactly("acl_owner");
        assertThat(SchemaScene.stage(scene.run(incremental), ignored -> {}).atMove())
                .isEqualTo(status);
        runAsPrinted(status);
        assertThat(scene.target.query(OWN_AND_EVERYBODYS)).isEqualTo(scene.source.query(OWN_AND_EVERYBODYS));
    }

    private void runAsPrinted(SchemaStatus status) {
        for (var left : status.notCarried()) {
            var printed = left.reason().split("run there: |applications need: ");
            if (printed.length > 1) {
                scene.target.execute(printed[1]);
            }
        }
    }

    /** The owner is missing, so that the function would run with the rights of the task's account. */
    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void aFunctionWithItsOwnersRightsHasNoMoreWithoutTheOwner(int version) {
        scene(17, version);
        scene.target.execute(
                "CREATE ROLE acl_reader", "ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO acl_reader");
        var status = scene.migrate();
        scene.target.execute("ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM acl_reader");
        assertNoneRunsAsUs();
        assertThatThrownBy(() -> asRole("acl_reader", "SELECT shop.of_admin()"))
                .hasMessageContaining("permission denied");
        assertThat(status.notCarried())
                .extracting(object -> object.kind() + " " + object.name())
                .contains(
                        "Privileges SECURITY DEFINER of shop.refused()",
                        "Privileges SECURITY DEFINER of shop.whoami()",
                        "Privileges grants on views",
                        "Privileges owner acl_owner");
        assertThat(scene.target.query("SELECT has_table_privilege('acl_reader', 'shop.sizes', 'SELECT')"))
                .containsExactly("f");
    }

    /** A role of the target that happens to have the name of the owner, but may do everything. */
    @ParameterizedTest
    @ValueSource(ints = {18})
    void nobodyBecomesASuperuserByHavingTheNameOfOne(int version) {
        scene(17, version);
        scene.target.execute("CREATE ROLE acl_owner SUPERUSER", "CREATE ROLE acl_reader");
        scene.migrate();
        assertThat(scene.target.query("SELECT count(*) FROM pg_class WHERE relowner = 'acl_owner'::regrole"))
                .containsExactly("0");
        assertNoneRunsAsUs();
    }

    @ParameterizedTest
    @ValueSource(ints = {18})
    void rolesMayHaveOtherNamesAndAllMayBeLeft(int version) {
        scene(17, version);
        scene.target.execute("CREATE ROLE acl_other", "CREATE ROLE acl_reader");
        scene.objects = new ObjectSelection(
                scene.objects.include(),
                scene.objects.exclude(),
                scene.objects.renameSchemas(),
                scene.objects.renameTables(),
                PrivilegeHandling.Carry,
                PrivilegeHandling.Leave,
                Map.of("acl_owner", "acl_other"),
                null,
                null,
                null,
                null,
                null);
        scene.migrate();
        assertThat(scene.target.query("SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class"
                        + " WHERE relnamespace = 'shop'::regnamespace"))
                .containsExactly("acl_other");
        assertThat(asRole("acl_reader", "SELECT has_schema_privilege('shop', 'USAGE')"))
                .containsExactly("f");
    }

    /** The person says what the role may do; the statement makes it, and makes the account a member of it. */
    @Test
    void anOwnerThatIsMissingOrOutOfReachIsToldWithWhatToRun() {
        scene = new SchemaScene(PostgresServers.shared(17), PostgresServers.shared(18));
        scene.source.execute(
                "CREATE ROLE acl_owner", "CREATE TABLE owned (id int)", "ALTER TABLE owned OWNER TO acl_owner");
        scene.target.execute(
                "SET password_encryption = 'scram-sha-256'; CREATE ROLE acl_mover LOGIN PASSWORD 'mover-secret'",
                "GRANT CREATE ON DATABASE " + scene.target.name() + " TO acl_mover",
                "GRANT CREATE ON SCHEMA public TO acl_mover WITH GRANT OPTION");
        var target = scene.target;
        scene.targetLogin = new TestDatabase(target.host(), target.port(), target.name(), "acl_mover", "mover-secret");
        var missing = ownerLeft(scene.migrate());
        target.execute(Printed.statement(missing, "CREATE ROLE"));
        var outOfReach = ownerLeft(scene.after());
        target.execute(Printed.statement(outOfReach, "GRANT"), "GRANT CREATE ON SCHEMA public TO acl_owner");
        assertThat(scene.after().notCarried()).isEmpty();
        assertThat(target.query("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'owned'"))
                .containsExactly("acl_owner");
    }

    private static String ownerLeft(SchemaStatus status) {
        return status.notCarried().stream()
                .filter(object -> object.name().equals("owner acl_owner"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(status.notCarried().toString()))
                .reason();
    }

    /** None of the functions that an ordinary role wrote runs with the rights of the account, whoever calls it. */
    private void assertNoneRunsAsUs() {
        assertThat(scene.target.query("SELECT proname FROM pg_proc WHERE pronamespace = 'shop'::regnamespace"
                        + " AND prosecdef AND proname <> 'of_admin'"))
                .isEmpty();
        assertThat(scene.target.query(
                        "SELECT proname FROM pg_proc p, aclexplode(coalesce(proacl, acldefault('f', proowner))) a"
                                + " WHERE pronamespace = 'shop'::regnamespace AND a.grantee = 0"))
                .isEmpty();
    }

    private List<String> asRole(String role, String query) {
        try (var connection = scene.target.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET ROLE " + role);
            try (var result = statement.executeQuery(query)) {
                result.next();
                return List.of(result.getString(1));
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
