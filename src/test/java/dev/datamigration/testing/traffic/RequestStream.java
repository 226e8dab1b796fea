package dev.datamigration.testing.traffic;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** One connection's requests in HTTP/1.1, passed on byte by byte and told of as they come. */
final class RequestStream {
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");
    private static final Pattern CHUNKED = Pattern.compile("(?im)^transfer-encoding:.*chunked");
    private static final Pattern UPGRADE = Pattern.compile("(?im)^upgrade:");

    private final InputStream in;
    private final OutputStream out;
    private final Consumer<ApiRequest> requests;

    RequestStream(InputStream in, OutputStream out, Consumer<ApiRequest> requests) {
        this.in = new BufferedInputStream(in);
        this.out = out;
        this.requests = requests;
    }

    /** Returns when the connection ends. */
    void pass() throws IOException {
        for (var head = head(); !head.isEmpty(); head = head()) {
            requests.accept(ApiRequest.of(head.lines().findFirst().orElseThrow()));
            if (CHUNKED.matcher(head).find()) {
                throw new IOException("a request without a Content-Length cannot be followed: " + head);
            }
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            if (UPGRADE.matcher(head).find()) {
                in.transferTo(out); // a WebSocket from here on
                return;
            }
            var length = LENGTH.matcher(head);
            if (length.find()) {
                body(Integer.parseInt(length.group(1)));
            }
        }
    }

    /** Up to the empty line; nothing at the end of the connection. */
    private String head() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var ending = 0;
        while (ending < 4) {
            var next = in.read();
            if (next < 0) {
                return "";
            }
            bytes.write(next);
            ending = next == (ending % 2 == 0 ? '\r' : '\n') ? ending + 1 : next == '\r' ? 1 : 0;
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private void body(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("a request ended within its body");
        }
        out.write(bytes);
    }
}
