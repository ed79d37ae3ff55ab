package dev.holdfast.records;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A class written for one type of records, which calls its constructor and its accessors as compiled code would. Method handles do
 * the same, and make a class for each conversion of each component while a program starts.
 *
 * @param in takes an array of components
 * @param out takes a record and a place
 */
record WrittenAccess(Function<@Nullable Object[], Object> in, BiFunction<Object, Integer, @Nullable Object> out)
        implements RecordAccess {

    private static final ClassDesc OBJECTS = CD_Object.arrayType();
    private static final ClassDesc INTEGER = desc(Integer.class);
    private static final ClassDesc OUTSIDE = desc(IndexOutOfBoundsException.class);

    @SuppressWarnings("unchecked")
    static RecordAccess of(Class<?> type, MethodHandles.Lookup lookup) throws IllegalAccessException {
        var made = lookup.defineHiddenClass(bytes(type), true, MethodHandles.Lookup.ClassOption.NESTMATE);
        var both = made(made);
        return new WrittenAccess(
                (Function<@Nullable Object[], Object>) both, (BiFunction<Object, Integer, @Nullable Object>) both);
    }

    private static Object made(MethodHandles.Lookup lookup) throws IllegalAccessException {
        try {
            return lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class))
                    .invoke();
        } catch (IllegalAccessException refused) {
            throw refused;
        } catch (Throwable impossible) {
            throw new IllegalStateException("what was written cannot be made", impossible);
        }
    }

    @Override
    public Object construct(@Nullable Object[] components) {
        return in.apply(components);
    }

    @Override
    public @Nullable Object component(Object row, int index) {
        return out.apply(row, index);
    }

    private static byte[] bytes(Class<?> type) {
        return ClassFile.of()
                .build(
                        ClassDesc.of(type.getName() + "$Access"),
                        written -> written.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                                .withInterfaceSymbols(desc(Function.class), desc(BiFunction.class))
                                .withMethodBody(INIT_NAME, MTD_void, ClassFile.ACC_PUBLIC, WrittenAccess::init)
                                .withMethodBody(
                                        "apply",
                                        MethodTypeDesc.of(CD_Object, CD_Object),
                                        ClassFile.ACC_PUBLIC,
                                        code -> in(code, type))
                                .withMethodBody(
                                        "apply",
                                        MethodTypeDesc.of(CD_Object, CD_Object, CD_Object),
                                        ClassFile.ACC_PUBLIC,
                                        code -> out(code, type)));
    }

    private static void init(CodeBuilder code) {
        code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_();
    }

    private static void in(CodeBuilder code, Class<?> type) {
        var parameters = LinkedAccess.types(type);
        code.new_(desc(type)).dup();
        for (var index = 0; index < parameters.length; index++) {
            code.aload(1).checkcast(OBJECTS).loadConstant(index).aaload();
            unbox(code, parameters[index]);
        }
        var signature = MethodTypeDesc.of(
                MTD_void.returnType(),
                Arrays.stream(parameters).map(WrittenAccess::desc).toList());
        code.invokespecial(desc(type), INIT_NAME, signature).areturn();
    }

    private static void unbox(CodeBuilder code, Class<?> type) {
        var boxed = desc(MethodType.methodType(type).wrap().returnType());
        code.checkcast(boxed);
        if (type.isPrimitive()) {
            code.invokevirtual(boxed, type.getName() + "Value", MethodTypeDesc.of(desc(type)));
        }
    }

    private static void out(CodeBuilder code, Class<?> type) {
        var labels = new ArrayList<Label>();
        for (var _ : type.getRecordComponents()) {
            labels.add(code.newLabel());
        }
        // The library writes a switch without cases for ever.
        if (!labels.isEmpty()) {
            choose(code, type, labels);
        }
        code.new_(OUTSIDE).dup().invokespecial(OUTSIDE, INIT_NAME, MTD_void).athrow();
    }

    private static void choose(CodeBuilder code, Class<?> type, List<Label> labels) {
        var components = type.getRecordComponents();
        var otherwise = code.newLabel();
        code.aload(2).checkcast(INTEGER).invokevirtual(INTEGER, "intValue", MethodTypeDesc.of(CD_int));
        code.tableswitch(otherwise, cases(labels));
        for (var index = 0; index < components.length; index++) {
            code.labelBinding(labels.get(index));
            code.aload(1).checkcast(desc(type));
            read(code, type, components[index]);
        }
        code.labelBinding(otherwise);
    }

    private static List<SwitchCase> cases(List<Label> labels) {
        var cases = new ArrayList<SwitchCase>();
        for (var label : labels) {
            cases.add(SwitchCase.of(cases.size(), label));
        }
        return cases;
    }

    private static void read(CodeBuilder code, Class<?> type, RecordComponent component) {
        var value = component.getType();
        code.invokevirtual(desc(type), component.getName(), MethodTypeDesc.of(desc(value)));
        if (value.isPrimitive()) {
            var boxed = desc(MethodType.methodType(value).wrap().returnType());
            code.invokestatic(boxed, "valueOf", MethodTypeDesc.of(boxed, desc(value)));
        }
        code.areturn();
    }

    private static ClassDesc desc(Class<?> type) {
        return ClassDesc.ofDescriptor(type.descriptorString());
    }
}
