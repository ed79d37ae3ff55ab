package dev.holdfast.bench;

import dev.holdfast.Page;
import dev.holdfast.http.EntityTag;
import dev.holdfast.http.Success;
import dev.holdfast.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Tagging an answer by its bytes, beside writing it: one user, and a page of a hundred. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class TagBenchmark {

    private final Json json = new Json();
    private final Success one = new Success(Map.of("user", Person.number(7)), null);
    private final Success hundred = hundred();
    private final byte[] oneWritten = json.write(one);
    private final byte[] hundredWritten = json.write(hundred);

    private static Success hundred() {
        var people = List.of(Person.ten(), Person.ten(), Person.ten(), Person.ten(), Person.ten()).stream()
                .flatMap(List::stream)
                .flatMap(person -> List.of(person, person).stream())
                .toList();
        var page = new Page<>(people, people.size(), Optional.of("bmV4dA"));
        return new Success(Map.of("users", page.items()), page);
    }

    @Benchmark
    public byte[] writeOne() {
        return json.write(one);
    }

    @Benchmark
    public EntityTag tagOne() {
        return EntityTag.of(oneWritten);
    }

    @Benchmark
    public byte[] writeHundred() {
        return json.write(hundred);
    }

    @Benchmark
    public EntityTag tagHundred() {
        return EntityTag.of(hundredWritten);
    }
}
