package dev.datamigration.engine.worker;

import dev.datamigration.engine.wire.JsonCodec;
import dev.datamigration.engine.wire.Protocol;
import dev.datamigration.failure.FailureException;
import dev.datamigration.thread.OutOfMemory;
import dev.datamigration.thread.OwnedThreads;
import dev.datamigration.transfer.help.ChunkToLoad;
import dev.datamigration.transfer.help.Engagement;
import dev.datamigration.transfer.help.RangeToCompare;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Says how the leading worker of the task speaks to this one. A piece of work is answered when it is done: 200 with what came of
 * it, 409 where this process is not engaged for it, 422 with the failure where it could not be done. Whoever hangs up breaks
 * it off.
 */
final class HelpRoutes {
    private static final Logger LOG = Logger.getLogger(HelpRoutes.class);

    private final HelperService desk;
    private final ExecutorService threads =
            OwnedThreads.pool("help", error -> LOG.error("Unexpected error while helping", error));

    HelpRoutes(HelperService desk) {
        this.desk = desk;
    }

    void mount(Router router) {
        var body = BodyHandler.create(false).setBodyLimit(Protocol.LARGEST_GOAL);
        router.put(Protocol.ENGAGEMENT).handler(body).blockingHandler(this::engage);
        router.delete(Protocol.ENGAGEMENT).blockingHandler(this::dismiss);
        router.post(Protocol.LOAD)
                .handler(body)
                .handler(request -> work(
                        request,
                        ChunkToLoad.class,
                        ChunkToLoad::engagement,
                        (assistance, chunk) -> assistance.load(chunk)));
        router.post(Protocol.COMPARE)
                .handler(body)
                .handler(request -> work(
                        request,
                        RangeToCompare.class,
                        RangeToCompare::engagement,
                        (assistance, range) -> assistance.compare(range)));
    }

    private void engage(RoutingContext request) {
        try {
            var wanted = JsonCodec.read(request.body().buffer().getBytes(), Engagement.class);
            switch (desk.engage(wanted)) {
                case Accepted -> end(request, HttpResponseStatus.NO_CONTENT);
                case Refused ->
                    WorkerRoutes.refuse(request, HttpResponseStatus.CONFLICT, "another engagement came before");
                case Misdirected ->
                    WorkerRoutes.refuse(
                            request, HttpResponseStatus.MISDIRECTED_REQUEST, "this worker serves another task");
            }
        } catch (IllegalArgumentException e) {
            WorkerRoutes.refuse(request, HttpResponseStatus.BAD_REQUEST, e.getMessage());
        }
    }

    private void dismiss(RoutingContext request) {
        desk.dismiss(request.request().getParam(Protocol.ID, ""));
        end(request, HttpResponseStatus.NO_CONTENT);
    }

    private static void end(RoutingContext request, HttpResponseStatus status) {
        request.response().setStatusCode(status.code()).end();
    }

    /** Does a piece of work. */
    @FunctionalInterface
    private interface Doing<W> {
        Object done(HelperEngagement assistance, W work);
    }

    private <W> void work(RoutingContext request, Class<W> type, Function<W, String> engagement, Doing<W> doing) {
        W work;
        try {
            work = JsonCodec.read(request.body().buffer().getBytes(), type);
        } catch (IllegalArgumentException e) {
            WorkerRoutes.refuse(request, HttpResponseStatus.BAD_REQUEST, e.getMessage());
            return;
        }
        var id = engagement.apply(work);
        var assistance = desk.assistance(id);
        if (assistance.isEmpty()) {
            WorkerRoutes.refuse(request, HttpResponseStatus.CONFLICT, "this worker is not engaged for " + id);
            return;
        }
        request.response().closeHandler(hungUp -> {
            if (!request.response().ended()) {
                threads.execute(() -> desk.breakOff(id));
            }
        });
        var loop = request.vertx().getOrCreateContext();
        threads.execute(() -> {
            var answer = answer(() -> doing.done(assistance.get(), work));
            loop.runOnContext(now -> answer.send(request));
        });
    }

    /** Says what came of a piece of work. */
    private record Answer(HttpResponseStatus status, Buffer body) {
        void send(RoutingContext request) {
            if (!request.response().closed()) {
                request.response().setStatusCode(status.code()).end(body);
            }
        }
    }

    private static Answer answer(java.util.function.Supplier<Object> work) {
        try {
            return new Answer(HttpResponseStatus.OK, Buffer.buffer(JsonCodec.bytes(work.get())));
        } catch (FailureException e) {
            return new Answer(HttpResponseStatus.UNPROCESSABLE_ENTITY, Buffer.buffer(JsonCodec.bytes(e.failure())));
        } catch (CancellationException e) {
            return new Answer(HttpResponseStatus.CONFLICT, Buffer.buffer("the engagement has ended\n"));
        } catch (RuntimeException | Error e) {
            // the leading worker waits for an answer, whatever it is
            OutOfMemory.check(e);
            LOG.error("Unexpected error while helping", e);
            return new Answer(
                    HttpResponseStatus.INTERNAL_SERVER_ERROR,
                    Buffer.buffer("an unexpected " + e.getClass().getSimpleName() + ", see the log of this worker\n"));
        }
    }
}
