package dev.datamigration.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.engine.LeadershipTerm;
import dev.datamigration.engine.wire.Certificates;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker that has its own certificate, and answers what is no HTTP. */
class HostileAnswerIT {
    private static final int LONG = 100_000;

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 x", "HTTP/1.1 200 OK\r\nContent-Length: x", "HTTP/1.1 200 OK\r\n\u0001x", "x"})
    void whatIsToldOfItIsOneShortLine(String beginning) throws Exception {
        var answer = answer(beginning + "\u001b[2J" + "x".repeat(LONG) + "\r\n\r\n");
        assertThat(answer).isInstanceOfAny(WorkerResponse.Silent.class, WorkerResponse.Incompatible.class);
        assertThat(answer.toString()).hasSizeLessThan(330).doesNotContain("\u001b");
    }

    @Test
    void aNameWithoutEndIsCut() throws Exception {
        var answer = answer("HTTP/1.1 204 No Content\r\nDatamigration-Process: " + "x".repeat(LONG) + "\r\n\r\n");
        assertThat(answer.toString()).hasSizeLessThan(300);
    }

    /** Stored of the first version of the protocol; a worker that speaks another version says so before. */
    @Test
    void aReportOfAnotherBuildThatCannotBeReadIsNoSilence() throws Exception {
        var report =
                Files.readString(CrdFiles.projectDirectory().resolve("src/test/resources/wire/1/report-Retrying.json"));
        var length = report.getBytes(StandardCharsets.ISO_8859_1).length;
        var answer = answer("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + report);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        WorkerResponse.Incompatible.class,
                        incompatible -> assertThat(incompatible.reason())
                                .startsWith("what it tells cannot be read: not a NumberedReport")
                                .hasSizeLessThan(300));
    }

    private static WorkerResponse answer(String bytes) throws Exception {
        var identity = WorkerIdentity.create("localhost");
        try (var server = listen(identity)) {
            var hostile = new Thread(() -> answerOnce(server, bytes));
            hostile.start();
            var worker = new WorkerAddress(
                    "localhost", server.getLocalPort(), "token", Certificates.parse(identity.certificate()));
            return new WorkerClient(LeadershipTerm.NONE)
                    .report(worker, 0, Duration.ofSeconds(60))
                    .get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static void answerOnce(SSLServerSocket server, String bytes) {
        try (var socket = server.accept()) {
            socket.getInputStream().read(new byte[1000]);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // it has hung up
        }
    }

    private static SSLServerSocket listen(WorkerIdentity identity) throws GeneralSecurityException, IOException {
        var key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(
                        Base64.getMimeDecoder().decode(identity.key().replaceAll("-----[A-Z ]+-----", ""))));
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("worker", key, new char[0], new Certificate[] {Certificates.parse(identity.certificate())});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        var context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), null, null);
        return (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0);
    }
}
