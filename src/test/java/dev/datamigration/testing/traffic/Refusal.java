package dev.datamigration.testing.traffic;

/**
 * An answer of an API server that will not do what it was asked.
 *
 * @param code of HTTP, for instance 429
 * @param reason as Kubernetes names it, for instance TooManyRequests
 */
public record Refusal(int code, String reason) {
    String text() {
        var body = """
                {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"refused by the test","reason":"%s","code":%d}""".formatted(reason, code);
        return "HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nRetry-After: 1\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(code, reason, body.length(), body);
    }
}
