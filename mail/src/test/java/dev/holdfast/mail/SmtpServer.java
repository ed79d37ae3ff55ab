package dev.holdfast.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A small mail server that answers as a test wants it to. */
final class SmtpServer implements AutoCloseable {

    /** In place of an answer: nothing is said, for ever. */
    static final String SILENCE = "silence";

    /** In place of an answer: the connection is closed. */
    static final String HANG_UP = "hang up";

    /** The commands by which the two moments are known that have none. */
    static final String GREETING = "greeting";

    static final String END_OF_TEXT = ".";

    private final ServerSocket listening;
    private final @Nullable SSLContext tls;
    private final boolean isEncryptedAtOnce;
    private final Map<String, Function<String, String>> answers = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> commands = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> readable = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> letters = new ConcurrentLinkedQueue<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private SmtpServer(int port, @Nullable SSLContext tls, boolean isEncryptedAtOnce) {
        try {
            this.listening = new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        this.tls = tls;
        this.isEncryptedAtOnce = isEncryptedAtOnce;
        Thread.startVirtualThread(this::accept);
    }

    static SmtpServer start() {
        return new SmtpServer(0, null, false);
    }

    static SmtpServer startAt(int port) {
        return new SmtpServer(port, null, false);
    }

    static SmtpServer withStartTls(SSLContext tls) {
        return new SmtpServer(0, tls, false);
    }

    static SmtpServer encryptedAtOnce(SSLContext tls) {
        return new SmtpServer(0, tls, true);
    }

    /** Returns a port at which nobody listens. */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    SmtpServer answering(String command, String answer) {
        return answering(command, _ -> answer);
    }

    /** Says what a command is answered by, given the whole line. */
    SmtpServer answering(String command, Function<String, String> answer) {
        answers.put(command, answer);
        return this;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Returns every command that arrived. */
    List<String> commands() {
        return List.copyOf(commands);
    }

    /** Returns every command that arrived and could be read on its way. */
    List<String> readable() {
        return List.copyOf(readable);
    }

    /** Returns the letters that arrived whole, those that were refused then among them. */
    List<String> letters() {
        return List.copyOf(letters);
    }

    long count(String command) {
        return commands.stream().filter(each -> verb(each).equals(command)).count();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                sockets.add(socket);
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket accepted) {
        try {
            var socket = isEncryptedAtOnce ? encrypted(accepted) : accepted;
            say(socket, answer(GREETING, "220 here"));
            while (true) {
                var line = line(socket);
                commands.add(line);
                if (!(socket instanceof SSLSocket)) {
                    readable.add(line);
                }
                var verb = verb(line);
                say(socket, answer(line, usual(verb)));
                if (verb.equals("STARTTLS")) {
                    socket = encrypted(socket);
                } else if (verb.equals("DATA") && !answers.containsKey("DATA")) {
                    letters.add(letter(socket));
                    say(socket, answer(END_OF_TEXT, "250 taken"));
                }
            }
        } catch (IOException _) {
            // The other side has left, or the test is over.
        } finally {
            close(accepted);
        }
    }

    private String usual(String verb) {
        return switch (verb) {
            case "EHLO" ->
                tls != null && !isEncryptedAtOnce
                        ? "250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN"
                        : "250-here\r\n250 AUTH PLAIN";
            case "STARTTLS" -> "220 go on";
            case "AUTH" -> "235 you are known";
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            default -> "250 ok";
        };
    }

    private String answer(String line, String usual) {
        var own = answers.get(verb(line));
        return own == null ? usual : own.apply(line);
    }

    private static String verb(String line) {
        return line.equals(GREETING) ? line : line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
    }

    private Socket encrypted(Socket socket) throws IOException {
        if (tls == null) {
            throw new IOException("no certificate");
        }
        var encrypted = (SSLSocket) tls.getSocketFactory().createSocket(socket, "localhost", port(), true);
        encrypted.setUseClientMode(false);
        encrypted.startHandshake();
        return encrypted;
    }

    private static void say(Socket socket, String answer) throws IOException {
        if (answer.equals(SILENCE)) {
            var _ = socket.getInputStream().readAllBytes();
        }
        if (answer.equals(SILENCE) || answer.equals(HANG_UP)) {
            throw new IOException(answer);
        }
        socket.getOutputStream().write((answer + "\r\n").getBytes(UTF_8));
        socket.getOutputStream().flush();
    }

    private static String letter(Socket socket) throws IOException {
        var lines = new ArrayList<String>();
        for (var line = line(socket); !line.equals("."); line = line(socket)) {
            lines.add(line.startsWith(".") ? line.substring(1) : line);
        }
        return String.join("\r\n", lines);
    }

    /** Reads byte by byte: what follows the line may be encrypted. */
    private static String line(Socket socket) throws IOException {
        var line = new StringBuilder();
        while (true) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                throw new EOFException();
            }
            if (next == '\n') {
                return line.toString().stripTrailing();
            }
            line.append(new String(new byte[] {(byte) next}, ISO_8859_1));
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Ends every connection, whatever it is at. */
    void breakOff() {
        sockets.forEach(SmtpServer::close);
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        breakOff();
    }
}
