package dev.datamigration.engine.worker;

import dev.datamigration.engine.wire.JsonCodec;
import dev.datamigration.engine.wire.NumberedReport;
import dev.datamigration.engine.wire.Protocol;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code GET /task/report}: what is of the task, or 204 before the first goal. Asked for what comes {@code after} a
 * revision, the answer waits until there is something newer, at most {@code wait} milliseconds.
 */
final class ReportHandler implements Handler<RoutingContext> {
    private static final long LONGEST_WAIT_MILLIS = 60_000;

    private final HostedTask task;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    ReportHandler(HostedTask task) {
        this.task = task;
        task.onChange(() -> waiting.forEach(Waiting::answer));
    }

    @Override
    public void handle(RoutingContext request) {
        var wait = Math.min(LONGEST_WAIT_MILLIS, number(request, Protocol.WAIT));
        var after = number(request, Protocol.AFTER);
        if (wait <= 0 || isNewer(after)) {
            answer(request);
            return;
        }
        var waiter = new Waiting(request, wait);
        waiting.add(waiter);
        request.addEndHandler(ended -> waiter.withdraw());
        if (isNewer(after)) {
            waiter.answer(); // it came between the look and the waiting
        }
    }

    /** Nothing to report is worth telling at once, too. */
    private boolean isNewer(long after) {
        return task.report().map(report -> report.revision() != after).orElse(true);
    }

    private void answer(RoutingContext request) {
        task.report()
                .ifPresentOrElse(
                        report -> tell(request, report),
                        () -> request.response()
                                .setStatusCode(HttpResponseStatus.NO_CONTENT.code())
                                .end());
    }

    private static void tell(RoutingContext request, NumberedReport report) {
        request.response().putHeader("Content-Type", "application/json").end(Buffer.buffer(JsonCodec.write(report)));
    }

    /** 0 where there is none. */
    private static long number(RoutingContext request, String parameter) {
        var text = request.request().getParam(parameter, "0");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /** A request that waits for something newer; it is answered once, on its own event loop. */
    private final class Waiting {
        private final RoutingContext request;
        private final io.vertx.core.Context loop;
        private final long timer;

        Waiting(RoutingContext request, long millis) {
            this.request = request;
            this.loop = request.vertx().getOrCreateContext();
            this.timer = request.vertx().setTimer(millis, fired -> answer());
        }

        void answer() {
            if (withdraw()) {
                loop.runOnContext(now -> {
                    if (!request.response().ended() && !request.response().closed()) {
                        ReportHandler.this.answer(request);
                    }
                });
            }
        }

        boolean withdraw() {
            request.vertx().cancelTimer(timer);
            return waiting.remove(this);
        }
    }
}
