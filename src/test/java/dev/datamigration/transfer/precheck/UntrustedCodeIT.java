package dev.datamigration.transfer.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.Side;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.api.task.MigrationType;
import dev.datamigration.testing.HostileOwner;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A task does not begin where somebody of the source would get the rights of the target's account. */
class UntrustedCodeIT {
    private static final String PASSWORD = "mover-secret";
    private TestDatabase source;
    private TestDatabase target;

    private PrecheckCase hostile(int from, int to) {
        source = PostgresServers.shared(from).createDatabase("untrusted");
        target = PostgresServers.shared(to).createDatabase("untrusted");
        HostileOwner.install(source);
        return PrecheckCase.of(source, target);
    }

    @AfterEach
    void drop() {
        HostileOwner.remove(source);
        for (var role : new String[] {"untrusted_mover", "rds_superuser", "cloudsqlsuperuser", "azure_pg_admin"}) {
            if (!target.query("SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")
                    .isEmpty()) {
                target.execute("DROP OWNED BY " + role + " CASCADE", "DROP ROLE " + role);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void functionsThatWouldRunAsASuperuserAreNamed(int version) {
        var plan = hostile(version, version);
        source.execute(
                "CREATE TABLE hostile.parted (id int PRIMARY KEY) PARTITION BY LIST (id)",
                "CREATE TABLE hostile.parted_1 PARTITION OF hostile.parted DEFAULT",
                "CREATE TRIGGER inherited BEFORE INSERT ON hostile.parted FOR EACH ROW EXECUTE FUNCTION hostile.fire()",
                "ALTER TABLE hostile.parted_1 ENABLE ALWAYS TRIGGER inherited");
        var outcome = plan.check();
        var item = outcome.item("UntrustedCode", Side.Target);
        assertThat(item.status()).isEqualTo(PrecheckItemStatus.Failed);
        assertThat(item.skippable()).isTrue();
        assertThat(item.message()).contains("in hostile.parted_1");
        assertThat(outcome.item("SourceTriggers", Side.Source).message()).contains("inherited of hostile.parted_1");
        HostileOwner.TABLES.forEach(table -> assertThat(item.message()).contains("in hostile." + table));
        assertThat(item.message())
                .contains("hostile.rise(integer) of hostile_owner", "in hostile.by_view", "pg_catalog.query_to_xml(")
                .doesNotContain("harmless");
        assertThat(plan.skip("UntrustedCode")
                        .check()
                        .item("UntrustedCode", Side.Target)
                        .status())
                .isEqualTo(PrecheckItemStatus.Skipped);
        assertThat(plan.check().item("UntrustedCode", Side.Source).status()).isEqualTo(PrecheckItemStatus.Passed);
        var back = plan.types(
                MigrationType.Schema, MigrationType.Full, MigrationType.Incremental, MigrationType.ReverseIncrement);
        assertThat(back.check().item("UntrustedCode", Side.Source).status()).isEqualTo(PrecheckItemStatus.Failed);
        assertThat(HostileOwner.isSuperuser(source)).isFalse();
    }

    /** The server gathers them by itself, with the rights of the table's owner: the account, until the application moves. */
    @Test
    void functionsInStatisticsAreNamed() {
        var plan = hostile(17, 18);
        source.execute(
                "CREATE TABLE hostile.counted (id int PRIMARY KEY, a int)",
                "CREATE STATISTICS hostile.s ON (hostile.rise(a)), id FROM hostile.counted",
                "CREATE TABLE hostile.counted_by_builtin (id int PRIMARY KEY, a int)",
                "CREATE STATISTICS hostile.b ON (query_to_xml('SELECT hostile.rise_again()', true, true, '')::text), id"
                        + " FROM hostile.counted_by_builtin",
                "ALTER TABLE hostile.counted OWNER TO hostile_owner",
                "ALTER TABLE hostile.counted_by_builtin OWNER TO hostile_owner",
                "ALTER STATISTICS hostile.b OWNER TO hostile_owner");
        assertThat(plan.check().item("UntrustedCode", Side.Target).message())
                .contains("in hostile.counted;", "in hostile.counted_by_builtin");
    }

    /** Reading by key turns texts into values of the key's type, which a function of the type's owner may do. */
    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void typesOfKeysWithCodeAreNamedOnTheSource(int version) {
        var plan = hostile(version, version);
        source.execute(
                "CREATE TABLE hostile.keyed (id hostile.dom PRIMARY KEY)",
                "CREATE TYPE hostile.mood AS ENUM ('ok')",
                "ALTER TYPE hostile.mood OWNER TO hostile_owner",
                "CREATE FUNCTION hostile.mood(text) RETURNS hostile.mood LANGUAGE plpgsql AS"
                        + " 'BEGIN PERFORM hostile.rise(1); RETURN NULL; END'",
                "ALTER FUNCTION hostile.mood(text) OWNER TO hostile_owner",
                "CREATE CAST (text AS hostile.mood) WITH FUNCTION hostile.mood(text)",
                "CREATE TABLE hostile.cast_key (id hostile.mood PRIMARY KEY)");
        assertThat(plan.check().item("UntrustedCode", Side.Source).message())
                .contains("hostile.rise(integer) of hostile_owner, in hostile.keyed", "in hostile.cast_key");
    }

    /** As the administrators of managed services are: no superusers, but members of what is nearly one. */
    @ParameterizedTest
    @CsvSource({"13, rds_superuser", "18, rds_superuser", "18, cloudsqlsuperuser", "18, azure_pg_admin"})
    void administratorsOfServicesMayDoTooMuch(int version, String service) {
        var plan = hostile(version, version);
        target.execute("CREATE ROLE " + service, mover("IN ROLE " + service));
        assertThat(plan.to(asMover().access(Side.Target))
                        .check()
                        .item("UntrustedCode", Side.Target)
                        .status())
                .isEqualTo(PrecheckItemStatus.Failed);
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 18})
    void anAccountThatMayDoNoMoreThanTheOwnerIsFine(int version) {
        var plan = hostile(version, version);
        target.execute(mover(""));
        var limited = plan.to(asMover().access(Side.Target));
        assertThat(limited.check().item("UntrustedCode", Side.Target).status()).isEqualTo(PrecheckItemStatus.Passed);
        source.execute("CREATE TABLE of_somebody_else (id int PRIMARY KEY)");
        assertThat(limited.check().item("UntrustedCode", Side.Target).message())
                .contains("hostile.rise(integer) of hostile_owner");
    }

    private static String mover(String more) {
        return "SET password_encryption = 'scram-sha-256'; CREATE ROLE untrusted_mover LOGIN PASSWORD '" + PASSWORD
                + "' " + more;
    }

    private TestDatabase asMover() {
        return new TestDatabase(target.host(), target.port(), target.name(), "untrusted_mover", PASSWORD);
    }
}
