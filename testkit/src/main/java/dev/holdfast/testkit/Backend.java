package dev.holdfast.testkit;

import dev.holdfast.app.App;
import dev.holdfast.app.AppDraft;
import dev.holdfast.http.Headers;
import dev.holdfast.server.Listen;
import dev.holdfast.server.Server;
import io.netty.channel.local.LocalAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A program under test, with both doors open and a folder of its own, from the first test of a class to its last.
 *
 * <p>Register it in a static field by {@code @RegisterExtension}. Through either door a request passes the pipeline the server
 * runs. An answer that its route does not declare fails the test that asked for it.
 */
public final class Backend implements BeforeAllCallback, AfterAllCallback, AutoCloseable {

    private final Function<Path, AppDraft> program;
    private final BiConsumer<String, Reply> witness;
    private final ConcurrentLinkedQueue<String> differences = new ConcurrentLinkedQueue<>();
    private @Nullable Running running;

    private record Running(App app, Server memory, Server socket, Door memoryDoor, Door socketDoor, Path folder) {}

    private Backend(Function<Path, AppDraft> program, BiConsumer<String, Reply> witness) {
        this.program = program;
        this.witness = witness;
    }

    /** A program that is made when the tests begin; it may keep its data in the folder it is given. */
    public static Backend of(Function<Path, AppDraft> program) {
        return new Backend(program, (_, _) -> {});
    }

    /** Returns the same program, with every answer to its clients shown to a witness beside the request line it answers. */
    public Backend watchedBy(BiConsumer<String, Reply> seeing) {
        return new Backend(program, seeing);
    }

    /** Starts without JUnit; the caller closes it. */
    public static Backend started(Function<Path, AppDraft> program) {
        return started(program, (_, _) -> {});
    }

    /** The same, with a witness as of {@link #watchedBy}. */
    public static Backend started(Function<Path, AppDraft> program, BiConsumer<String, Reply> witness) {
        var backend = new Backend(program, witness);
        backend.start();
        return backend;
    }

    /** Returns a client that goes through the memory of the process. */
    public TestClient inMemory() {
        return client(running().memoryDoor());
    }

    /** Returns a client that goes through a socket. */
    public TestClient overSocket() {
        return client(running().socketDoor());
    }

    /** Returns the same client for each door, for tests that hold at both. */
    public List<TestClient> bothDoors() {
        return List.of(inMemory(), overSocket());
    }

    /** Opens a connection for any bytes, through the memory of the process. */
    public RawConnection rawInMemory() {
        return new RawConnection(running().memoryDoor());
    }

    /** Opens a connection for any bytes, through a socket. */
    public RawConnection rawOverSocket() {
        return new RawConnection(running().socketDoor());
    }

    /** Returns the port of the socket. */
    public int port() {
        return running().socket().port();
    }

    /** Returns the program. */
    public App app() {
        return running().app();
    }

    private TestClient client(Door door) {
        return new TestClient(
                door,
                request -> {
                    var asked = request.method() + " " + request.uri();
                    var reply = OneExchange.through(door, request);
                    witness.accept(asked, reply);
                    failOnDifferences();
                    return reply;
                },
                Headers.NONE);
    }

    private void failOnDifferences() {
        var found = new ArrayList<String>();
        for (var difference = differences.poll(); difference != null; difference = differences.poll()) {
            found.add(difference);
        }
        if (!found.isEmpty()) {
            throw new AssertionError(String.join("\n", found));
        }
    }

    private Running running() {
        return Objects.requireNonNull(running, "register the backend by @RegisterExtension in a static field");
    }

    private void start() {
        try {
            var folder = Files.createTempDirectory("holdfast-test");
            var app = program.apply(folder).comparingAnswers(differences::add).build();
            var memory = Server.inMemory(app);
            var socket = Server.start(app, Listen.on("127.0.0.1", 0));
            var memoryDoor = new Door((LocalAddress) memory.address());
            var socketDoor = new Door(new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.port()));
            running = new Running(app, memory, socket, memoryDoor, socketDoor, folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        var ending = running();
        ending.memory().close();
        ending.socket().close();
        ending.memoryDoor().close();
        ending.socketDoor().close();
        ending.app().close();
        delete(ending.folder());
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }
}
