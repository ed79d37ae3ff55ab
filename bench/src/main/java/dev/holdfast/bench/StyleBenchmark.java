package dev.holdfast.bench;

import dev.holdfast.Exchange;
import dev.holdfast.app.App;
import dev.holdfast.http.Body;
import dev.holdfast.http.Handler;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Method;
import dev.holdfast.http.Request;
import dev.holdfast.http.Success;
import dev.holdfast.json.Json;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Answers as values beside answers changed in place: seven layers, seventeen fields, down to the bytes of the head. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class StyleBenchmark {

    private final Json json = new Json();
    private final Person person = Person.number(7);
    private final Handler values = ValueStyle.stack(json, person);
    private final MutableStyle.Handler mutable = MutableStyle.stack(json, person);
    private final App house = HoldfastPeer.program().build();
    private final Request request = Request.of(
            new Request.Head(
                    Method.GET,
                    "/api/v1/users/7",
                    "",
                    Headers.NONE.with("Host", "localhost"),
                    InetAddress.getLoopbackAddress()),
            new byte[0]);

    /** What both styles have to do anyway. */
    @Benchmark
    public byte[] jsonAlone() {
        return json.write(new Success(Map.of("user", person), null));
    }

    /** The style of the house. */
    @Benchmark
    public int answersAsValues() throws Exception {
        var answer = values.handle(request);
        var head = new Head();
        answer.headers().forEach(head::field);
        return answer.body() instanceof Body.Bytes(var content) ? head.length + content.length : 0;
    }

    /** The style it was compared with. */
    @Benchmark
    public int answersChangedInPlace() throws Exception {
        var answer = new MutableStyle.Answer();
        mutable.handle(request, answer);
        var head = new Head();
        answer.forEach(head::field);
        return head.length + answer.content().length;
    }

    /** The house's own layers, routing, exchange and deadline included. */
    @Benchmark
    public int wholeProgram() throws Exception {
        var exchange = new Exchange("GET", "/api/v1/users/7", InetAddress.getLoopbackAddress());
        var answer = house.answer(request, exchange, house.deadline(request));
        var head = new Head();
        answer.headers().forEach(head::field);
        return answer.body() instanceof Body.Bytes(var content) ? head.length + content.length : 0;
    }

    private static final class Head {

        private final byte[] bytes = new byte[1024];
        private int length;

        @SuppressWarnings("deprecation") // the fields are Latin-1, so dropping the high half loses nothing
        void field(String name, String value) {
            name.getBytes(0, name.length(), bytes, length);
            length += name.length();
            bytes[length++] = ':';
            value.getBytes(0, value.length(), bytes, length);
            length += value.length();
            bytes[length++] = '\n';
        }
    }
}
