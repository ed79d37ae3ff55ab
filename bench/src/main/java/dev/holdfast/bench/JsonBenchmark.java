package dev.holdfast.bench;

import dev.holdfast.Page;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Method;
import dev.holdfast.http.Request;
import dev.holdfast.http.Success;
import dev.holdfast.json.Binding;
import dev.holdfast.json.Json;
import io.avaje.jsonb.JsonType;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;

/** Writing one user and ten, and reading ten from a body of a kilobyte. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class JsonBenchmark {

    private final Json json = new Json();
    private final Binding binding = new Binding(json);
    private final Page<Person> page = new Page<>(Person.ten(), 10, Optional.of("bmV4dA"));
    private final Success one = new Success(Map.of("user", Person.number(7)), null);
    private final Success ten = new Success(Map.of("users", page.items()), page);
    private final Avaje.One avajeOne = Avaje.one(Person.number(7));
    private final Avaje.Many avajeTen = Avaje.many(page);
    private final JsonType<Avaje.One> oneType = Avaje.JSONB.type(Avaje.One.class);
    private final JsonType<Avaje.Many> tenType = Avaje.JSONB.type(Avaje.Many.class);
    private final JsonType<Draft.Ten> draftsType = Avaje.JSONB.type(Draft.Ten.class);
    private final byte[] body = json.write(
            new Draft.Ten(IntStream.range(0, 10).mapToObj(Draft::number).toList()));
    private final Request request = Request.of(
                    new Request.Head(
                            Method.POST,
                            "/",
                            "",
                            Headers.NONE.with("Content-Type", "application/json"),
                            InetAddress.getLoopbackAddress()),
                    body)
            .at(Map.of(), true);

    @Benchmark
    public byte[] writeOne() {
        return json.write(one);
    }

    @Benchmark
    public byte[] writeOneByAvaje() {
        return oneType.toJsonBytes(avajeOne);
    }

    @Benchmark
    public byte[] writeTen() {
        return json.write(ten);
    }

    @Benchmark
    public byte[] writeTenByAvaje() {
        return tenType.toJsonBytes(avajeTen);
    }

    /** The tree alone, with every limit and the search for duplicate names. */
    @Benchmark
    public JsonNode readTree() {
        return json.read(body);
    }

    /** The tree, and the records made of it. */
    @Benchmark
    public Draft.TenUnruled bindWithoutRules() {
        return binding.body(request, Draft.TenUnruled.class);
    }

    /** All of it: tree, records and 61 rules. */
    @Benchmark
    public List<Draft> bind() {
        return binding.body(request, Draft.Ten.class).users();
    }

    /** Records without normalising, rules, pointers to faults or refusal of what is unknown. */
    @Benchmark
    public List<Draft> readByAvaje() {
        return draftsType.fromJson(body).users();
    }
}
