package dev.datamigration.kubernetes.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.datamigration.api.Api;
import dev.datamigration.api.DatabaseType;
import dev.datamigration.api.Side;
import dev.datamigration.api.endpoint.Endpoint;
import dev.datamigration.api.endpoint.SecretRef;
import dev.datamigration.api.endpoint.TlsMode;
import dev.datamigration.api.endpoint.TlsSettings;
import dev.datamigration.failure.Failure;
import dev.datamigration.failure.FailureCode;
import dev.datamigration.failure.FailureException;
import dev.datamigration.network.AddressPolicy;
import dev.datamigration.testing.ApiServer;
import dev.datamigration.testing.Kubectl;
import dev.datamigration.testing.Printed;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSecretsIT {
    private final ApiServer server = ApiServer.shared();
    private final DatabaseSecrets secrets = new DatabaseSecrets(server.client(), AddressPolicy.ANY);
    private String namespace;

    @BeforeEach
    void namespace() {
        namespace = server.newNamespace("secrets");
    }

    private void secret(String name, Map<String, String> values) {
        secret(name, values, Map.of(Api.ALLOWED_HOSTS, "db"));
    }

    private void secret(String name, Map<String, String> values, Map<String, String> annotations) {
        var encoded = new TreeMap<String, String>();
        values.forEach((key, value) ->
                encoded.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        server.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .withAnnotations(annotations)
                        .endMetadata()
                        .withData(encoded)
                        .build())
                .create();
    }

    private static Endpoint endpoint(TlsSettings tls) {
        return new Endpoint(DatabaseType.PostgreSQL, "db", 6543, "shop", new SecretRef("login"), tls, null);
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

    /** The person puts in name, password and host. */
    @Test
    void aMissingSecretIsNamed() {
        var failure = catchThrowableOfType(
                        FailureException.class, () -> secrets.read(namespace, Side.Source, endpoint(null)))
                .failure();
        assertThat(failure.side()).isEqualTo(Side.Source);
        assertThat(failure.remedy()).contains("kubectl -n " + namespace + " create secret generic login");
        Kubectl.ofSharedServer().ifPresent(kubectl -> {
            kubectl.enter(Printed.filled(statement(failure, " create"), "mover", "'pass word'"));
            kubectl.enter(Printed.filled(statement(failure, " annotate"), "db"));
            var access = secrets.read(namespace, Side.Source, endpoint(null));
            assertThat(access.user()).isEqualTo("mover");
            assertThat(access.password().reveal()).isEqualTo("pass word");
        });
    }

    private String statement(Failure failure, String verb) {
        return Printed.statement(failure.remedy(), "kubectl -n " + namespace + verb);
    }

    /** Otherwise whoever may create tasks could have it sent to a server of theirs. */
    @Test
    void aSecretThatDoesNotSaySoIsNotUsed() {
        secret("login", Map.of("username", "mover", "password", "planted"), Map.of());
        var failure = refused(null);
        assertThat(failure.code()).isEqualTo(FailureCode.SecretNotAllowed);
        assertThat(failure.message()).contains("login", namespace).doesNotContain("planted");
        assertThat(failure.remedy())
                .contains("kubectl -n " + namespace
                        + " annotate --overwrite secret login datamigration.dev/allowed-hosts=db");
        Kubectl.ofSharedServer().ifPresent(kubectl -> {
            kubectl.enter(statement(failure, " annotate").replaceFirst(" \\(several hosts.*", ""));
            assertThat(secrets.read(namespace, Side.Source, endpoint(null)).user())
                    .isEqualTo("mover");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "other", "db.example", "*.db", "xdb"})
    void aSecretForOtherHostsIsNotUsed(String hosts) {
        secret("login", Map.of("username", "mover", "password", "planted"), Map.of(Api.ALLOWED_HOSTS, hosts));
        assertThat(refused(null).code()).isEqualTo(FailureCode.SecretNotAllowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "DB", "other, db"})
    void aSecretMayListSeveralHosts(String hosts) {
        secret("login", Map.of("username", "mover", "password", "p"), Map.of(Api.ALLOWED_HOSTS, hosts));
        assertThat(secrets.read(namespace, Side.Source, endpoint(null)).user()).isEqualTo("mover");
    }

    /** A client's key logs in as a password does; who signs certificates is no secret. */
    @Test
    void aClientsKeyIsHeldToTheSame() {
        secret("login", Map.of("username", "mover", "password", "p"));
        secret("ca", Map.of("ca.crt", "CA", "tls.crt", "CRT", "tls.key", "KEY"), Map.of());
        secret("authority", Map.of("ca.crt", "CA"), Map.of());
        assertThat(refused(new TlsSettings(TlsMode.VerifyFull, new SecretRef("ca")))
                        .code())
                .isEqualTo(FailureCode.SecretNotAllowed);
        var known = endpoint(new TlsSettings(TlsMode.VerifyFull, new SecretRef("authority")));
        assertThat(secrets.read(namespace, Side.Source, known).tls().caCertificate())
                .isEqualTo("CA");
    }

    /** The same words for a Secret that is there and one that is not: the host decides first. */
    @Test
    void aHostThatTheOperatorMayNotMeetIsRefusedFirst() {
        var bounded = new DatabaseSecrets(server.client(), AddressPolicy.of(List.of("*.example.com"), List.of()));
        var failure = catchThrowableOfType(
                        FailureException.class, () -> bounded.read(namespace, Side.Source, endpoint(null)))
                .failure();
        assertThat(failure.code()).isEqualTo(FailureCode.HostNotAllowed);
        assertThat(failure.message()).contains("db").doesNotContain("Secret");
    }

    private Failure refused(TlsSettings tls) {
        return catchThrowableOfType(FailureException.class, () -> secrets.read(namespace, Side.Source, endpoint(tls)))
                .failure();
    }
}
