package dev.datamigration.testing.alert;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** One Vert.x for all tests of this JVM; it ends with the JVM. */
public final class SharedVertx {
    private static Vertx vertx;

    private SharedVertx() {}

    public static synchronized Vertx get() {
        if (vertx == null) {
            vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(4));
        }
        return vertx;
    }
}
