package dev.datamigration.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.datamigration.api.Phase;
import dev.datamigration.api.task.EngineSettings;
import dev.datamigration.engine.Goal;
import dev.datamigration.engine.LeadershipTerm;
import dev.datamigration.engine.TaskId;
import dev.datamigration.engine.wire.Certificates;
import dev.datamigration.engine.wire.JsonCodec;
import dev.datamigration.engine.wire.PinnedCertificates;
import dev.datamigration.engine.wire.Protocol;
import dev.datamigration.lifecycle.model.Wanted;
import dev.datamigration.plan.MigrationPlan;
import dev.datamigration.testing.CrdFiles;
import dev.datamigration.testing.Samples;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a worker process does not obey, and whom the operator does not believe. */
class WorkerRefusalsIT {
    private static final TaskId TASK = new TaskId("shop", "move", "uid-1");
    private static ProcessWorkplace provisioner;
    private static WorkerClient client;

    @BeforeAll
    static void startWorker() throws IOException {
        provisioner = new ProcessWorkplace(CrdFiles.projectDirectory().resolve("target/worker-refusals.log"));
        provisioner.start(TASK, 1, EngineSettings.DEFAULT, 1);
        client = new WorkerClient(LeadershipTerm.NONE);
        await().until(() -> ask(provisioner.address()) instanceof WorkerResponse.KnowsNothing);
    }

    @AfterAll
    static void stopWorker() {
        provisioner.close();
    }

    @Test
    void withoutTheTokenNothingIsToldOrTaken() throws Exception {
        var right = provisioner.address();
        var wrong = new WorkerAddress(right.host(), right.port(), "x".repeat(43), right.certificate());
        assertThat(ask(wrong))
                .isInstanceOfSatisfying(
                        WorkerResponse.Silent.class,
                        silent -> assertThat(silent.reason()).contains("401"));
        assertThat(client.deliver(wrong, process(), goal(TASK, 9)).get()).isInstanceOf(WorkerResponse.Silent.class);
        assertThat(ask(right)).as("the goal was not taken").isInstanceOf(WorkerResponse.KnowsNothing.class);
    }

    @Test
    void anotherTaskIsRefused() throws Exception {
        var other = new TaskId("shop", "move", "uid-2");
        assertThat(client.deliver(provisioner.address(), process(), goal(other, 9))
                        .get())
                .isInstanceOfSatisfying(
                        WorkerResponse.Silent.class,
                        silent -> assertThat(silent.reason()).contains("421"));
    }

    @Test
    void aGoalForAProcessThatIsGoneIsNotPursuedByItsSuccessor() throws Exception {
        assertThat(client.deliver(provisioner.address(), "another", goal(TASK, 9))
                        .get())
                .isInstanceOf(WorkerResponse.OtherProcess.class);
        assertThat(ask(provisioner.address())).isInstanceOf(WorkerResponse.KnowsNothing.class);
    }

    @Test
    void aCertificateThatIsNotTheWorkersIsNotBelieved() throws Exception {
        var right = provisioner.address();
        var forged = Certificates.parse(WorkerIdentity.create("localhost").certificate());
        var fresh = new WorkerClient(LeadershipTerm.NONE);
        var answer = fresh.report(
                        new WorkerAddress(right.host(), right.port(), right.token(), forged), 0, Duration.ZERO)
                .get();
        assertThat(answer)
                .isInstanceOfSatisfying(
                        WorkerResponse.Silent.class,
                        silent -> assertThat(silent.reason()).contains("certificate"));
    }

    @Test
    void anotherVersionOfTheProtocolIsToldSo() throws Exception {
        var pinned = new PinnedCertificates();
        pinned.pin(provisioner.address().host(), provisioner.address().certificate());
        var http = HttpClient.newBuilder().sslContext(pinned.context()).build();
        var response = http.send(goal("99", JsonCodec.write(goal(TASK, 1))), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(412);
        assertThat(response.body()).contains("not 99");
        assertThat(response.headers().firstValue(Protocol.VERSION_HEADER)).contains(Protocol.VERSION);
    }

    /** As an operator of another build may send it, stored of the first version of the protocol. */
    @Test
    void aGoalThatCannotBeReadIsRefusedWithoutAWordOfIt() throws Exception {
        var pinned = new PinnedCertificates();
        pinned.pin(provisioner.address().host(), provisioner.address().certificate());
        var http = HttpClient.newBuilder().sslContext(pinned.context()).build();
        var old = Files.readAllBytes(CrdFiles.projectDirectory().resolve("src/test/resources/wire/1/goal-Run.json"));
        var response = http.send(goal(Protocol.VERSION, old), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("not a Goal").doesNotContain("text \"");
        assertThat(ask(provisioner.address())).isInstanceOf(WorkerResponse.KnowsNothing.class);
    }

    private static HttpRequest goal(String version, byte[] goal) {
        return HttpRequest.newBuilder(provisioner.address().uri(Protocol.GOAL))
                .header("Authorization", "Bearer " + provisioner.address().token())
                .header(Protocol.VERSION_HEADER, version)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(goal))
                .build();
    }

    @Test
    void whoeverAsksWhetherItLivesNeedsNoTokenAndNobodyIsServedInClear() throws Exception {
        var pinned = new PinnedCertificates();
        pinned.pin(provisioner.address().host(), provisioner.address().certificate());
        var http = HttpClient.newBuilder().sslContext(pinned.context()).build();
        var alive = HttpRequest.newBuilder(provisioner.address().uri(Protocol.ALIVE))
                .build();
        assertThat(http.send(alive, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(answerInClear()).doesNotContain("HTTP/1.1 2");
    }

    /** Figures tell of tables and rows; so does what the platform adds by itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/metrics",
                "/q/health",
                "/q/health/live",
                "/q/info",
                "/q/",
                "/",
                "/alive/x",
                "/alive/../q/metrics"
            })
    void nothingElseIsServedWithoutTheToken(String path) throws Exception {
        var http = http("TLSv1.3");
        var request = HttpRequest.newBuilder(provisioner.address().uri(path)).build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void olderVersionsOfTlsAreNotSpoken() throws Exception {
        var request = HttpRequest.newBuilder(provisioner.address().uri(Protocol.ALIVE))
                .build();
        var answer = http("TLSv1.3").send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        assertThatThrownBy(() -> http("TLSv1.2").send(request, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(SSLException.class);
        assertThat(PinnedCertificates.parameters().getProtocols()).containsExactly("TLSv1.3");
    }

    private static HttpClient http(String protocol) {
        var pinned = new PinnedCertificates();
        pinned.pin(provisioner.address().host(), provisioner.address().certificate());
        return HttpClient.newBuilder()
                .sslContext(pinned.context())
                .sslParameters(new SSLParameters(null, new String[] {protocol}))
                .build();
    }

    private static String answerInClear() throws IOException {
        try (var socket = new Socket("localhost", provisioner.address().port())) {
            socket.getOutputStream()
                    .write("GET /alive HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (java.net.SocketException e) {
            return ""; // hung up
        }
    }

    private static WorkerResponse ask(WorkerAddress worker) throws Exception {
        return client.report(worker, 0, Duration.ZERO).get();
    }

    private static String process() throws Exception {
        return ((WorkerResponse.KnowsNothing) ask(provisioner.address())).process();
    }

    private static Goal goal(TaskId task, long epoch) {
        return new Goal(task, epoch, new Wanted.Run(Phase.Precheck), Samples.of(MigrationPlan.class));
    }
}
