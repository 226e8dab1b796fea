package dev.datamigration.testing.mockapi;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.http.MockResponse;

/** A request that the server answers with a Status of kind Failure. */
final class ApiRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;

    ApiRefusal(int code, String reason, String message) {
        super(message);
        this.code = code;
        this.reason = reason;
    }

    MockResponse response() {
        var status = new StatusBuilder()
                .withStatus("Failure")
                .withCode(code)
                .withReason(reason)
                .withMessage(getMessage())
                .build();
        return new MockResponse().setResponseCode(code).setBody(Serialization.asJson(status));
    }
}
