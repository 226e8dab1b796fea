package dev.datamigration.engine.worker;

import dev.datamigration.engine.wire.HelperAnswer;
import dev.datamigration.engine.wire.JsonCodec;
import dev.datamigration.engine.wire.Protocol;
import dev.datamigration.transfer.help.Engagement;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/**
 * The way in for the leading worker of the task: 200 with a {@link HelperAnswer} where help is given or will be, 409 where a later
 * engagement came before, 421 where the task is another one.
 */
final class HelpRoutes {
    private final HelperService service;

    HelpRoutes(HelperService service) {
        this.service = service;
    }

    void mount(Router router) {
        router.put(Protocol.HELP)
                .handler(BodyHandler.create(false).setBodyLimit(Protocol.LARGEST_GOAL))
                .blockingHandler(this::engage);
        router.delete(Protocol.HELP).blockingHandler(this::dismiss);
    }

    private void engage(RoutingContext request) {
        try {
            var wanted = JsonCodec.read(request.body().buffer().getBytes(), Engagement.class);
            switch (service.engage(wanted)) {
                case Accepted ->
                    request.response().end(Buffer.buffer(JsonCodec.bytes(new HelperAnswer(service.problem()))));
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
        service.dismiss(request.request().getParam(Protocol.ID, ""));
        request.response().setStatusCode(HttpResponseStatus.NO_CONTENT.code()).end();
    }
}
