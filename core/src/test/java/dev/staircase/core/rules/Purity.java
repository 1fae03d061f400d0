package dev.staircase.core.rules;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.SignatureAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a compiled class of the core may not refer to: whatever could make the same events give
/// another trace, or wait, or look outside.
///
/// References are read from the constant pool, descriptors and generic signatures, and written
/// `java/util/Set` for a type and `java/util/Set.of()Ljava/util/Set;` for a member. What javac adds
/// by itself (lambdas, string concatenation, records, switches) refers only to `java/lang/invoke`
/// and `java/lang/runtime`, which are allowed.
final class Purity {
  /// One thing that is forbidden: every reference which `references` matches as a whole.
  private record Rule(String name, Pattern references) {
    static Rule of(String name, String... references) {
      return new Rule(name, Pattern.compile(String.join("|", references)));
    }
  }

  private static final String PARALLEL = "(?:parallel|parallelStream)\\(.*";

  private static final String COLLECTORS = "java/util/stream/Collectors\\.";

  /// In order of precedence: the first rule that matches a reference names it.
  private static final List<Rule> RULES =
      List.of(
          Rule.of(
              "threads",
              "java/lang/(?:Inheritable)?Thread.*",
              "java/lang/Process(?:Builder|Handle)?(?:[.$].*)?",
              "java/lang/Runtime(?:[.$].*)?",
              "java/lang/Object\\.(?:wait|notify|notifyAll)\\(.*",
              "java/util/Timer(?:Task)?(?:\\..*)?",
              "java/util/concurrent/.*",
              "java/util/Arrays\\.parallel.*",
              "java/util/(?:stream/\\w+|Collection|List|Set)\\." + PARALLEL,
              "java/util/stream/StreamSupport\\..*"),
          Rule.of(
              "clocks",
              "java/lang/System\\.(?:currentTimeMillis|nanoTime)\\(.*",
              "java/time/(?:Clock|InstantSource)(?:[.$].*)?",
              "java/time/[\\w/]+\\.now\\(.*",
              "java/util/(?:Date|Calendar|GregorianCalendar)(?:\\..*)?"),
          Rule.of(
              "randomness",
              "java/util/(?:Random|SplittableRandom)(?:[.$].*)?",
              "java/util/random/.*",
              "java/security/SecureRandom.*",
              "java/util/UUID\\.randomUUID\\(.*",
              "java/util/Collections\\.shuffle\\(.*",
              "java/lang/(?:Strict)?Math\\.random\\(.*"),
          Rule.of(
              "hash order",
              "java/util/(?:(?:Identity|Weak)?HashMap|HashSet|Hashtable|Properties)(?:[.$].*)?",
              "java/util/(?:Set|Map)\\.(?:of|copyOf|ofEntries)\\(.*",
              COLLECTORS + "(?:toSet|toUnmodifiableSet|toUnmodifiableMap)\\(.*",
              COLLECTORS + "to(?:Concurrent)?Map\\((?:Ljava/util/function/\\w+;){2,3}\\).*",
              COLLECTORS + "groupingByConcurrent\\(.*",
              COLLECTORS
                  + "groupingBy\\(Ljava/util/function/Function;"
                  + "(?:Ljava/util/stream/Collector;)?\\).*"),
          Rule.of(
              "identity hash",
              "java/lang/System\\.identityHashCode\\(.*",
              "java/lang/(?:Object|Enum)\\.hashCode\\(.*"),
          Rule.of("the process", "java/lang/System\\.(?!arraycopy\\().*"),
          Rule.of(
              "outside java.base's plain part",
              "(?!dev/staircase/core/|org/jspecify/annotations/"
                  + "|java/lang/(?:\\w+$|\\w+[.$]|annotation/|invoke/|runtime/)"
                  + "|java/(?:util|time|math|text)/|java/nio/charset/).*"));

  private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("L([\\w/$]+)");

  private Purity() {}

  /// What is wrong with a class file, `rule: reference`, each once; empty for a pure class.
  static List<String> violations(byte[] classFile) {
    var model = ClassFile.of().parse(classFile);
    return references(model).stream().flatMap(reference -> violation(reference).stream()).toList();
  }

  private static Optional<String> violation(String reference) {
    return RULES.stream()
        .filter(rule -> rule.references.matcher(reference).matches())
        .findFirst()
        .map(rule -> rule.name + ": " + reference);
  }

  private static Set<String> references(ClassModel model) {
    var found = new LinkedHashSet<String>();
    for (PoolEntry entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry type when type.asInternalName().startsWith("[") ->
            addTypes(type.asInternalName(), found);
        case ClassEntry type -> found.add(type.asInternalName());
        case MemberRefEntry member when member.owner().asInternalName().startsWith("[") -> {}
        case MemberRefEntry member ->
            found.add(
                "%s.%s%s%s"
                    .formatted(
                        member.owner().asInternalName(),
                        member.name().stringValue(),
                        member instanceof FieldRefEntry ? ":" : "",
                        member.type().stringValue()));
        case NameAndTypeEntry nameAndType -> addTypes(nameAndType.type().stringValue(), found);
        case MethodTypeEntry type -> addTypes(type.descriptor().stringValue(), found);
        default -> {}
      }
    }
    declared(model).forEach(descriptor -> addTypes(descriptor, found));
    return found;
  }

  /// The descriptors and generic signatures of a class and its members.
  private static List<String> declared(ClassModel model) {
    var found = new ArrayList<String>();
    model.fields().forEach(field -> found.add(field.fieldType().stringValue()));
    model.methods().forEach(method -> found.add(method.methodType().stringValue()));
    Stream.concat(
            Stream.of(model), Stream.concat(model.fields().stream(), model.methods().stream()))
        .flatMap(element -> element.findAttribute(Attributes.signature()).stream())
        .map(SignatureAttribute::signature)
        .forEach(signature -> found.add(signature.stringValue()));
    return found;
  }

  private static void addTypes(String descriptor, Set<String> found) {
    TYPE_IN_DESCRIPTOR.matcher(descriptor).results().forEach(type -> found.add(type.group(1)));
  }
}
