package dev.holdfast.myapp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Asks again and again on one connection, and on another when the server has said that one ends, until nobody listens any more.
 *
 * <p>A request is lost when it was written on an open connection that nobody said would end, and no whole answer came.
 */
final class KeepAliveClient implements Runnable {

    private static final byte[] REQUEST = "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII);
    private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)\r\n");
    private static final int SOME = 20;

    private final int port;
    private final Thread thread;
    private final CountDownLatch some = new CountDownLatch(SOME);
    private final ConcurrentLinkedQueue<String> lost = new ConcurrentLinkedQueue<>();
    private final AtomicLong answered = new AtomicLong();

    private KeepAliveClient(int port) {
        this.port = port;
        this.thread = Thread.ofPlatform().daemon().unstarted(this);
    }

    static KeepAliveClient start(int port) {
        var client = new KeepAliveClient(port);
        client.thread.start();
        return client;
    }

    @Override
    public void run() {
        try {
            while (true) {
                try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    socket.setSoTimeout(30_000);
                    askUntilItEnds(socket);
                }
            }
        } catch (ConnectException _) {
            // Nobody listens any more: nothing was asked on it.
        } catch (IOException failure) {
            lost.add("a connection: " + failure);
        }
    }

    private void askUntilItEnds(Socket socket) {
        var onThis = 0;
        try {
            var input = new BufferedInputStream(socket.getInputStream());
            var goesOn = true;
            while (goesOn) {
                socket.getOutputStream().write(REQUEST);
                goesOn = !answer(input).contains("Connection: close\r\n");
                onThis++;
                answered.incrementAndGet();
                some.countDown();
            }
        } catch (IOException failure) {
            lost.add("after " + onThis + " answers: " + failure);
        }
    }

    private static String answer(InputStream input) throws IOException {
        var head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            var next = input.read();
            if (next < 0) {
                throw new IOException("the end, after " + head.length() + " characters of a head");
            }
            head.append((char) next);
        }
        var length = LENGTH.matcher(head);
        if (!length.find()) {
            throw new IOException("no length: " + head);
        }
        var body = input.readNBytes(Integer.parseInt(length.group(1)));
        if (body.length < Integer.parseInt(length.group(1))) {
            throw new IOException("half a body: " + new String(body, ISO_8859_1));
        }
        return head.toString();
    }

    void awaitSomeAnswers() throws InterruptedException {
        if (!some.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("no answers");
        }
    }

    void awaitEnd() throws InterruptedException {
        thread.join(TimeUnit.SECONDS.toMillis(60));
        if (thread.isAlive()) {
            throw new AssertionError("the server is still there");
        }
    }

    long answered() {
        return answered.get();
    }

    List<String> lost() {
        return List.copyOf(lost);
    }
}
