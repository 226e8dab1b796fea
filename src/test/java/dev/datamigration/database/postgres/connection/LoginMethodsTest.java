package dev.datamigration.database.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.api.DatabaseType;
import dev.datamigration.api.Side;
import dev.datamigration.api.endpoint.DatabaseAuthentication;
import dev.datamigration.api.endpoint.TlsMode;
import dev.datamigration.database.DatabaseAccess;
import dev.datamigration.database.Password;
import dev.datamigration.database.TlsMaterial;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server may ask for, as the driver is told. */
class LoginMethodsTest {

    /** VerifyCA without an authority would believe whoever has a certificate of any public one, for any name. */
    @ParameterizedTest
    @CsvSource({
        "ScramSha256, Prefer, false, scram-sha-256, prefer",
        "ScramSha256, Require, false, scram-sha-256, require",
        "ScramSha256, VerifyCA, true, scram-sha-256, prefer",
        "ScramSha256, VerifyCA, false, scram-sha-256, require",
        "Md5, Require, false, scram-sha-256, require",
        "Md5, VerifyCA, true, 'scram-sha-256,md5', prefer",
        "Password, VerifyCA, true, 'scram-sha-256,md5,password', prefer",
        "Password, VerifyCA, false, scram-sha-256, require",
        "Md5, VerifyCA, false, scram-sha-256, require",
        "Password, VerifyFull, false, 'scram-sha-256,md5,password', prefer",
        "Password, Prefer, false, scram-sha-256, prefer",
    })
    void passwordsAreForServersThatAreKnown(
            DatabaseAuthentication asked, TlsMode mode, boolean authority, String methods, String binding) {
        var properties = new Properties();
        LoginMethods.configure(
                new DatabaseAccess(
                        Side.Source,
                        DatabaseType.PostgreSQL,
                        "db.example.com",
                        5432,
                        "shop",
                        "mover",
                        new Password("x"),
                        new TlsMaterial(mode, authority ? "a certificate" : null, null, null),
                        asked,
                        null),
                properties);
        assertThat(properties).containsEntry("requireAuth", methods).containsEntry("channelBinding", binding);
    }
}
