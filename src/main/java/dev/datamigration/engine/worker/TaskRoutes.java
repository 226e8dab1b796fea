package dev.datamigration.engine.worker;

import dev.datamigration.engine.Goal;
import dev.datamigration.engine.wire.JsonCodec;
import dev.datamigration.engine.wire.NumberedReport;
import dev.datamigration.engine.wire.Protocol;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way in for the operator: what is wanted of the task, and what is of it.
 *
 * <p>{@code PUT /task/goal}: 204 when it is pursued, 403 when a later leader commands this worker, 409 when a later worker's
 * goal is pursued, 410 when another process is meant, 421 when it is another task's.
 *
 * <p>{@code GET /task/report}: what is of the task, or 204 before the first goal. Asked for what comes {@code after} a
 * revision, the answer waits until there is something newer, at most {@code wait} milliseconds.
 */
final class TaskRoutes {
    private static final long LONGEST_WAIT_MILLIS = 60_000;

    private final HostedTask task;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    TaskRoutes(HostedTask task) {
        this.task = task;
        task.onChange(() -> waiting.forEach(Waiting::answer));
    }

    void mount(Router router) {
        router.put(Protocol.GOAL)
                .handler(BodyHandler.create(false).setBodyLimit(Protocol.LARGEST_GOAL))
                .blockingHandler(this::take);
        router.get(Protocol.REPORT).handler(this::tell);
    }

    private void take(RoutingContext request) {
        Goal goal;
        try {
            goal = JsonCodec.goal(request.body().buffer().getBytes());
        } catch (IllegalArgumentException e) {
            WorkerRoutes.refuse(request, HttpResponseStatus.BAD_REQUEST, e.getMessage());
            return;
        }
        switch (task.take(goal, request.request().getHeader(Protocol.PROCESS_HEADER), WorkerRoutes.term(request))) {
            case Taken ->
                request.response()
                        .setStatusCode(HttpResponseStatus.NO_CONTENT.code())
                        .end();
            case Superseded ->
                WorkerRoutes.refuse(
                        request, HttpResponseStatus.CONFLICT, "a later epoch than " + goal.epoch() + " is pursued");
            case Outranked ->
                WorkerRoutes.refuse(
                        request,
                        HttpResponseStatus.FORBIDDEN,
                        "the leader of term " + task.term() + " commands this worker");
            case OtherProcess ->
                WorkerRoutes.refuse(request, HttpResponseStatus.GONE, "the process that is meant is gone");
            case Misdirected ->
                WorkerRoutes.refuse(request, HttpResponseStatus.MISDIRECTED_REQUEST, "this worker serves another task");
        }
    }

    private void tell(RoutingContext request) {
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
                        TaskRoutes.this.answer(request);
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
