package dev.datamigration.engine.worker;

import dev.datamigration.engine.local.LocalEngine;
import dev.datamigration.engine.wire.Protocol;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Opens the worker's ears where this process is one. Whoever has not got the token learns nothing and changes nothing. */
@Singleton
class WorkerRoutes {
    private static final Logger LOG = Logger.getLogger(WorkerRoutes.class);

    private static final int FIRST = Integer.MIN_VALUE;

    private final WorkerSettings settings;
    private final LocalEngine engine;
    private HelperService helping;

    WorkerRoutes(WorkerSettings settings, LocalEngine engine) {
        this.settings = settings;
        this.engine = engine;
    }

    void mount(@Observes Router router) {
        if (!settings.enabled()) {
            return;
        }
        var token = BearerToken.read(settings.secret().resolve("token"));
        var task = new HostedTask(engine, settings.taskUid().orElse(null));
        router.get(Protocol.ALIVE).order(FIRST).handler(request -> request.end("alive\n"));
        // before all routes, so that those that the platform adds, /q/metrics among them, are behind the token too
        router.route().order(FIRST + 1).handler(request -> admit(request, token));
        for (var path : List.of("/task/*", Protocol.HELP)) {
            router.route(path).handler(request -> agree(request, task));
        }
        new TaskRoutes(task).mount(router);
        helping = new HelperService(settings.taskUid().orElse(null));
        new HelpRoutes(helping).mount(router);
        LOG.infof("Worker of the task %s, protocol %s", settings.taskUid().orElse("(any)"), Protocol.VERSION);
    }

    @PreDestroy
    void close() {
        if (helping != null) {
            helping.close();
        }
    }

    private static void admit(RoutingContext request, BearerToken token) {
        if (token.admits(request.request().getHeader("Authorization"))) {
            request.next();
        } else {
            refuse(request, HttpResponseStatus.UNAUTHORIZED, "the token is missing or wrong");
        }
    }

    /** Two versions that do not understand each other say so, before either misunderstands. */
    private static void agree(RoutingContext request, HostedTask task) {
        request.response()
                .putHeader(Protocol.VERSION_HEADER, Protocol.VERSION)
                .putHeader(Protocol.PROCESS_HEADER, task.process());
        task.heed(term(request));
        request.response().putHeader(Protocol.TERM_HEADER, String.valueOf(task.term()));
        var version = request.request().getHeader(Protocol.VERSION_HEADER);
        if (Protocol.VERSION.equals(version)) {
            request.next();
        } else {
            refuse(
                    request,
                    HttpResponseStatus.PRECONDITION_FAILED,
                    "this worker speaks version " + Protocol.VERSION + " of the protocol, not " + version);
        }
    }

    /** The term of the leader that asks; 0 where it names none. */
    static long term(RoutingContext request) {
        var text = request.request().getHeader(Protocol.TERM_HEADER);
        return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    static void refuse(RoutingContext request, HttpResponseStatus status, String reason) {
        request.response().setStatusCode(status.code()).end(reason + "\n");
    }
}
