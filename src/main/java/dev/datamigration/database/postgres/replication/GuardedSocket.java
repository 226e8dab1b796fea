package dev.datamigration.database.postgres.replication;

import dev.datamigration.database.postgres.replication.pgoutput.WideMessageFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** A connected socket whose input is looked through; all that the driver asks of a socket is passed on. */
final class GuardedSocket extends Socket {
    /** The limit by which the driver reads where it only looks whether something has come. */
    private static final int DRIVERS_LOOK_MILLIS = 1;

    private final Socket socket;
    private final WideMessageFilter input;

    GuardedSocket(Socket socket, long widestRow) throws IOException {
        this.socket = socket;
        this.input = new WideMessageFilter(socket.getInputStream(), widestRow);
    }

    /**
     * Waits until something has come. Under TLS nobody else finds it: what has come there is known only once it was read.
     *
     * @return false if nothing came in time
     */
    boolean await(int millis) throws IOException {
        var usual = socket.getSoTimeout();
        socket.setSoTimeout(millis);
        try {
            input.await();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(usual);
        }
    }

    @Override
    public InputStream getInputStream() {
        return input;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        input.polled(millis == DRIVERS_LOOK_MILLIS);
        socket.setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return socket.getSoTimeout();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        socket.setTcpNoDelay(on);
    }

    @Override
    public int getSendBufferSize() throws SocketException {
        return socket.getSendBufferSize();
    }

    @Override
    public int getReceiveBufferSize() throws SocketException {
        return socket.getReceiveBufferSize();
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public void shutdownInput() throws IOException {
        socket.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
