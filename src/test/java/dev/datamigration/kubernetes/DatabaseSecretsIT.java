package dev.datamigration.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.datamigration.api.DatabaseType;
import dev.datamigration.api.Endpoint;
import dev.datamigration.api.SecretRef;
import dev.datamigration.api.Side;
import dev.datamigration.api.TlsMode;
import dev.datamigration.api.TlsSettings;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.testing.ApiServer;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSecretsIT {
    private final ApiServer server = ApiServer.shared();
    private final DatabaseSecrets secrets = new DatabaseSecrets(server.client());
    private String namespace;

    @BeforeEach
    void namespace() {
        namespace = server.newNamespace("secrets");
    }

    private void secret(String name, Map<String, String> values) {
        var encoded = new TreeMap<String, String>();
        values.forEach((key, value) ->
                encoded.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        server.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withData(encoded)
                        .build())
                .create();
    }

    private static Endpoint endpoint(TlsSettings tls) {
        return new Endpoint(DatabaseType.PostgreSQL, "db", 6543, "shop", new SecretRef("login"), tls);
    }

    @Test
    void aLoginIsRead() {
        secret("login", Map.of("username", "mover", "password", "pässword"));
        var access = secrets.read(namespace, Side.Target, endpoint(null));
        assertThat(access.side()).isEqualTo(Side.Target);
        assertThat(access.display()).isEqualTo("db:6543/shop");
        assertThat(access.user()).isEqualTo("mover");
        assertThat(access.password().reveal()).isEqualTo("pässword");
        assertThat(access.tls().mode()).isEqualTo(TlsMode.Prefer);
        assertThat(access.toString()).doesNotContain("pässword");
    }

    @Test
    void certificatesAreRead() {
        secret("login", Map.of("username", "mover", "password", "p"));
        secret("ca", Map.of("ca.crt", "CA", "tls.crt", "CRT", "tls.key", "KEY"));
        var tls = secrets.read(
                        namespace, Side.Source, endpoint(new TlsSettings(TlsMode.VerifyFull, new SecretRef("ca"))))
                .tls();
        assertThat(tls.caCertificate()).isEqualTo("CA");
        assertThat(tls.clientCertificate()).isEqualTo("CRT");
        assertThat(tls.clientKey().reveal()).isEqualTo("KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"username", "password"})
    void aMissingKeyIsNamed(String key) {
        var values = new TreeMap<>(Map.of("username", "mover", "password", "p"));
        values.put(key, "");
        secret("login", values);
        var failure = catchThrowableOfType(
                        FailureException.class, () -> secrets.read(namespace, Side.Source, endpoint(null)))
                .failure();
        assertThat(failure.code()).isEqualTo(FailureCode.SecretMissing);
        assertThat(failure.message()).contains("login").contains(namespace).contains(key);
        assertThat(failure.remedy()).contains("add the key " + key);
    }

    @Test
    void aMissingSecretIsNamed() {
        var failure = catchThrowableOfType(
                        FailureException.class, () -> secrets.read(namespace, Side.Source, endpoint(null)))
                .failure();
        assertThat(failure.side()).isEqualTo(Side.Source);
        assertThat(failure.remedy()).contains("kubectl -n " + namespace + " create secret generic login");
    }
}
