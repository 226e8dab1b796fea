package dev.datamigration.transfer.precheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.DatabaseType;
import dev.datamigration.api.Side;
import dev.datamigration.api.endpoint.DatabaseAuthentication;
import dev.datamigration.api.endpoint.TlsMode;
import dev.datamigration.api.status.PrecheckItem;
import dev.datamigration.api.status.PrecheckItemStatus;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.Password;
import dev.datamigration.database.TlsMaterial;
import dev.datamigration.testing.FreePort;
import dev.datamigration.testing.PostgresInstance;
import dev.datamigration.testing.PostgresServers;
import dev.datamigration.testing.Printed;
import dev.datamigration.testing.SelfSigned;
import dev.datamigration.testing.TestDatabase;
import dev.datamigration.testing.proxy.TlsInterceptor;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Items about reaching the servers, and about settings, on a private server whose settings are all wrong. */
class PrecheckConnectionIT {
    private static final Pattern SETTING = Pattern.compile("ALTER SYSTEM SET [^;]*;|SELECT pg_reload_conf\\(\\);");

    private static SelfSigned certificate;
    private static SelfSigned ofSomebodyInBetween;
    private static PostgresInstance server;
    private static TestDatabase source;
    private static TestDatabase target;

    @BeforeAll
    static void start() throws Exception {
        certificate = SelfSigned.create();
        ofSomebodyInBetween = SelfSigned.create();
        var settings = new HashMap<>(kept());
        settings.putAll(Map.of(
                "wal_level", "replica",
                "max_replication_slots", "1",
                "max_wal_senders", "1",
                "max_slot_wal_keep_size", "64MB",
                "idle_replication_slot_timeout", "1h"));
        server = PostgresInstance.start(18, settings);
        source = server.createDatabase("precheck");
        source.execute("CREATE TABLE a (id int PRIMARY KEY)");
        target = PostgresServers.target().createDatabase("precheck");
    }

    /** Settings that no remedy changes. */
    private static Map<String, String> kept() {
        return Map.of(
                "max_connections", "8",
                "ssl", "on",
                "ssl_cert_file", certificate.certificateFile().toString(),
                "ssl_ca_file", certificate.certificateFile().toString(),
                "ssl_key_file", certificate.keyFile().toString());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void settingsOfTheSource() {
        var outcome = PrecheckCase.of(source, target).check();
        assertThat(outcome.failed()).containsExactly("WalLevel/Source", "ReplicationSlots/Source", "WalSenders/Source");
        assertThat(outcome.item("WalLevel", Side.Source).remedy())
                .contains("ALTER SYSTEM SET wal_level = 'logical';")
                .contains("restart");
        assertThat(outcome.item("ReplicationSlots", Side.Source).remedy())
                .contains("ALTER SYSTEM SET max_replication_slots = 2;");
        assertThat(outcome.item("WalSenders", Side.Source).remedy()).contains("ALTER SYSTEM SET max_wal_senders = 2;");
        var retention = outcome.item("SlotRetention", Side.Source);
        assertThat(retention.status()).isEqualTo(PrecheckItemStatus.Warning);
        assertThat(retention.message()).contains("64 MB").contains("idle_replication_slot_timeout is 1h");
        assertThat(outcome.item("FreeConnections", Side.Source).status()).isEqualTo(PrecheckItemStatus.Warning);

        Stream.of("WalLevel", "ReplicationSlots", "WalSenders", "SlotRetention")
                .flatMap(name -> SETTING.matcher(outcome.item(name, Side.Source).remedy())
                        .results())
                .forEach(statement -> source.execute(statement.group()));
        server.restart(kept());
        var mended = PrecheckCase.of(source, target).check();
        assertThat(mended.failed()).isEmpty();
        assertThat(mended.item("SlotRetention", Side.Source).status()).isEqualTo(PrecheckItemStatus.Passed);
    }

    @Test
    void wrongPassword() {
        var access = source.access(Side.Source);
        var item = onlyFailure(
                with(access, access.host(), access.port(), access.database(), "planted-secret", access.tls()));
        assertThat(item.name()).isEqualTo("Login");
        assertThat(item.message()).contains("password authentication failed");
        assertThat(item.remedy()).contains("spec.source.credentialsSecretRef");
    }

    @Test
    void noSuchDatabase() {
        var access = source.access(Side.Source);
        var item = onlyFailure(with(
                access,
                access.host(),
                access.port(),
                "no such",
                access.password().reveal(),
                access.tls()));
        assertThat(item.name()).isEqualTo("DatabaseExists");
        assertThat(item.remedy()).startsWith("Create it with CREATE DATABASE \"no such\" on the source");
        source.execute(item.remedy().replaceFirst("Create it with (.*?) on the source.*", "$1"));
    }

    @Test
    void noSuchHost() {
        var item = onlyFailure(at("no-such-host.invalid", 5432));
        assertThat(item.name()).isEqualTo("Connectivity");
        assertThat(item.message()).contains("no-such-host.invalid").contains("cannot be resolved");
    }

    @Test
    void nothingListens() {
        var item = onlyFailure(at("127.0.0.1", FreePort.find()));
        assertThat(item.name()).isEqualTo("Connectivity");
        assertThat(item.message()).contains("refuses connections");
    }

    @Test
    void bothSidesUnreachable() {
        var nowhere = at("no-such-host.invalid", 5432);
        var outcome = PrecheckCase.of(source, target)
                .from(nowhere)
                .to(new DatabaseAccess(
                        Side.Target,
                        nowhere.type(),
                        nowhere.host(),
                        nowhere.port(),
                        nowhere.database(),
                        nowhere.user(),
                        nowhere.password(),
                        nowhere.tls(),
                        null,
                        null))
                .check();
        assertThat(outcome.status().items()).hasSize(2);
        assertThat(outcome.failed()).containsExactly("Connectivity/Source", "Connectivity/Target");
    }

    /** The certificate is for localhost; the shared server has no TLS. */
    @ParameterizedTest
    @CsvSource({
        "Prefer, 127.0.0.1, false, Passed",
        "Require, 127.0.0.1, false, Passed",
        "VerifyCA, 127.0.0.1, true, Passed",
        "VerifyCA, 127.0.0.1, false, Failed",
        "VerifyFull, localhost, true, Passed",
        "VerifyFull, 127.0.0.1, true, Failed",
    })
    void tls(TlsMode mode, String host, boolean withAuthority, PrecheckItemStatus expected) {
        var tls = new TlsMaterial(mode, withAuthority ? certificate.certificate() : null, null, null);
        var item = tlsItem(source, host, tls);
        assertThat(item.status()).isEqualTo(expected);
        assertThat(item.message()).contains(expected == PrecheckItemStatus.Passed ? "TLSv1.3" : "TLS with the source");
    }

    @Test
    void serverWithoutTls() {
        var plain = PostgresServers.source().createDatabase("precheck");
        assertThat(tlsItem(plain, "127.0.0.1", new TlsMaterial(TlsMode.Require, null, null, null))
                        .status())
                .isEqualTo(PrecheckItemStatus.Failed);
        assertThat(tlsItem(plain, "127.0.0.1", new TlsMaterial(TlsMode.Prefer, null, null, null))
                        .status())
                .isEqualTo(PrecheckItemStatus.Warning);
    }

    @Test
    void clientCertificate() throws Exception {
        var strict = server.createDatabase("precheck");
        try (var hba = HbaLines.first(
                server,
                "hostssl \"" + strict.name() + "\" all all scram-sha-256 clientcert=verify-ca",
                "host \"" + strict.name() + "\" all all reject")) {
            var known = new TlsMaterial(
                    TlsMode.VerifyCA,
                    certificate.certificate(),
                    certificate.certificate(),
                    new Password(certificate.key()));
            assertThat(tlsItem(strict, "127.0.0.1", known).status()).isEqualTo(PrecheckItemStatus.Passed);
            var unknown = onlyFailure(tls(strict, "127.0.0.1", new TlsMaterial(TlsMode.Require, null, null, null)));
            assertThat(unknown.name()).isEqualTo("Login");
        }
    }

    /** The person puts in the password, and the method in pg_hba.conf. */
    @Test
    void aPasswordOfAnOlderMethodIsStoredAnewAsSaid() throws Exception {
        var database = server.createDatabase("precheck");
        server.maintenance()
                .execute("SET password_encryption = 'md5'; CREATE ROLE precheck_md5 LOGIN PASSWORD 'planted-secret'");
        var access = new TestDatabase(
                        database.host(), database.port(), database.name(), "precheck_md5", "planted-secret")
                .access(Side.Source);
        try (var hba = HbaLines.first(server, "host \"" + database.name() + "\" precheck_md5 all md5")) {
            var remedy = onlyFailure(access).remedy();
            database.execute(Printed.statement(remedy, "SET password_encryption") + "; "
                    + Printed.filled(Printed.statement(remedy, "ALTER ROLE"), "planted-secret"));
        }
        try (var hba = HbaLines.first(server, "host \"" + database.name() + "\" precheck_md5 all scram-sha-256")) {
            var login = PrecheckCase.of(source, target).from(access).check().item("Login", Side.Source);
            assertThat(login.status()).isEqualTo(PrecheckItemStatus.Passed);
        }
    }

    /** What the server asks for, and what the task allows; the certificate is verified. */
    @ParameterizedTest
    @CsvSource({
        "scram-sha-256, ScramSha256, true",
        "password, ScramSha256, false",
        "password, Md5, false",
        "password, Password, true",
        "md5, Password, true",
        "md5, Md5, true",
        "trust, ScramSha256, false",
        "trust, Password, false",
        "cert, Certificate, true",
        "scram-sha-256, Certificate, false",
    })
    void methodsOfLogin(String asked, DatabaseAuthentication allowed, boolean passes) throws Exception {
        var database = server.createDatabase("precheck");
        server.maintenance()
                .execute(
                        "DROP ROLE IF EXISTS localhost",
                        "SET password_encryption = '" + (asked.equals("md5") ? "md5" : "scram-sha-256") + "'",
                        "CREATE ROLE localhost SUPERUSER LOGIN PASSWORD 'planted-secret'");
        try (var hba = HbaLines.first(server, "hostssl \"" + database.name() + "\" localhost all " + asked)) {
            var access = new DatabaseAccess(
                    Side.Source,
                    DatabaseType.PostgreSQL,
                    "localhost",
                    database.port(),
                    database.name(),
                    "localhost",
                    new Password("planted-secret"),
                    new TlsMaterial(
                            TlsMode.VerifyFull,
                            certificate.certificate(),
                            certificate.certificate(),
                            new Password(certificate.key())),
                    allowed,
                    null);
            if (passes) {
                assertThat(PrecheckCase.of(source, target)
                                .from(access)
                                .check()
                                .item("Login", Side.Source)
                                .status())
                        .isEqualTo(PrecheckItemStatus.Passed);
            } else {
                var item = onlyFailure(access);
                assertThat(item.name()).isEqualTo("Login");
                assertThat(item.message()).contains("asks for");
            }
        }
    }

    /** Who stands in between has a certificate of their own, and passes on what both say. */
    @ParameterizedTest
    @CsvSource({
        "Require, false, false, Login, SCRAM channel binding check failed",
        "Require, true, false, Tls, does not bind the login to its certificate",
        "Prefer, false, false, Login, SCRAM channel binding check failed",
        "Prefer, true, false, Login, SCRAM channel binding negotiation error",
        "VerifyCA, false, true, Tls, failed",
        "VerifyCA, false, false, Tls, failed",
        "VerifyFull, true, true, Tls, failed"
    })
    void nobodyInBetweenIsLoggedInFor(TlsMode mode, boolean hiding, boolean withAuthority, String item, String message)
            throws Exception {
        try (var between = new TlsInterceptor(ofSomebodyInBetween, source.port(), hiding)) {
            var access = source.access(Side.Source);
            var tls = new TlsMaterial(mode, withAuthority ? certificate.certificate() : null, null, null);
            var failure = onlyFailure(with(
                    access,
                    "localhost",
                    between.port(),
                    access.database(),
                    access.password().reveal(),
                    tls));
            assertThat(failure.name()).isEqualTo(item);
            assertThat(failure.message()).contains(message);
        }
    }

    private static PrecheckItem tlsItem(TestDatabase database, String host, TlsMaterial tls) {
        return PrecheckCase.of(source, target)
                .from(tls(database, host, tls))
                .check()
                .item("Tls", Side.Source);
    }

    /** Runs the precheck and holds that nothing but one item about the source failed, and nothing else asked it. */
    private static PrecheckItem onlyFailure(DatabaseAccess access) {
        var outcome = PrecheckCase.of(source, target).from(access).check();
        assertThat(outcome.failed()).hasSize(1);
        assertThat(outcome.has("WalLevel", Side.Source)).isFalse();
        assertThat(outcome.item("ServerVersion", Side.Target).status()).isEqualTo(PrecheckItemStatus.Passed);
        var item = outcome.status().items().get(0);
        assertThat(item.side()).isEqualTo(Side.Source);
        assertThat(item.message() + item.remedy())
                .doesNotContain("planted-secret")
                .doesNotContain(PostgresInstance.PASSWORD);
        return item;
    }

    private static DatabaseAccess at(String host, int port) {
        var access = source.access(Side.Source);
        return with(access, host, port, access.database(), access.password().reveal(), access.tls());
    }

    private static DatabaseAccess tls(TestDatabase database, String host, TlsMaterial tls) {
        var access = database.access(Side.Source);
        return with(
                access,
                host,
                access.port(),
                access.database(),
                access.password().reveal(),
                tls);
    }

    private static DatabaseAccess with(
            DatabaseAccess access, String host, int port, String database, String password, TlsMaterial tls) {
        return new DatabaseAccess(
                access.side(),
                access.type(),
                host,
                port,
                database,
                access.user(),
                new Password(password),
                tls,
                null,
                null);
    }
}
