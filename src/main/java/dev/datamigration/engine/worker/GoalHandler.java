package dev.datamigration.engine.worker;

import dev.datamigration.engine.Goal;
import dev.datamigration.engine.wire.JsonCodec;
import dev.datamigration.engine.wire.Protocol;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code PUT /task/goal}: 204 when it is pursued, 403 when a later leader commands this worker, 409 when a later worker's
 * goal is pursued, 410 when another process is meant, 421 when it is another task's.
 */
final class GoalHandler implements Handler<RoutingContext> {
    private final HostedTask task;

    GoalHandler(HostedTask task) {
        this.task = task;
    }

    @Override
    public void handle(RoutingContext request) {
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
}
