package dev.datamigration.testing.traffic;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** One connection's requests in HTTP/1.1, passed on byte by byte and told of as they come. */
final class RequestStream {
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");
    private static final Pattern CHUNKED = Pattern.compile("(?im)^transfer-encoding:.*chunked");
    private static final Pattern UPGRADE = Pattern.compile("(?im)^upgrade:");

    private final InputStream in;
    private final OutputStream out;
    private final OutputStream client;
    private final RequestGate gate;

    /** @param client receives what is answered in the server's stead */
    RequestStream(InputStream in, OutputStream out, OutputStream client, RequestGate gate) {
        this.in = new BufferedInputStream(in);
        this.out = out;
        this.client = client;
        this.gate = gate;
    }

    /** Returns when the connection ends. */
    void pass() throws IOException {
        for (var head = head(); !head.isEmpty(); head = head()) {
            var request = ApiRequest.of(head.lines().findFirst().orElseThrow());
            if (CHUNKED.matcher(head).find()) {
                throw new IOException("a request without a Content-Length cannot be followed: " + head);
            }
            var refusal = gate.refusal(request);
            if (refusal.isPresent()) {
                body(head);
                client.write(refusal.get().text().getBytes(StandardCharsets.ISO_8859_1));
                continue;
            }
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            if (UPGRADE.matcher(head).find()) {
                in.transferTo(out); // a WebSocket from here on
                return;
            }
            out.write(body(head));
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

    private byte[] body(String head) throws IOException {
        var match = LENGTH.matcher(head);
        var length = match.find() ? Integer.parseInt(match.group(1)) : 0;
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("a request ended within its body");
        }
        return bytes;
    }
}
