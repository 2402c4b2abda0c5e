using BankCrm.Web.Platform.Shell;

namespace BankCrm.Architecture.Tests;

/// <summary>Keys lead to one page: of two entries with the same keys the second could never be reached by them.</summary>
public sealed class KeysTests
{
    [Fact]
    public void No_keys_are_given_twice() => House.Accept(GivenTwice(
        Made<IMenuEntry>().Select(e => (e.Keys, e.Path)).Concat(Made<IQuickAction>().Select(a => (a.Keys, a.Path)))));

    [Fact]
    public void Keys_given_twice_are_caught() => Assert.Single(GivenTwice([("g x", "/one"), ("g x", "/two"), ("g y", "/three"), ("", "/four"), ("", "/five")]));

    private static IEnumerable<T> Made<T>() =>
        House.Types.Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(T))).Select(t => (T)Activator.CreateInstance(t, nonPublic: true)!);

    private static IEnumerable<string> GivenTwice(IEnumerable<(string Keys, string Path)> entries) => entries.Where(e => e.Keys.Length > 0)
        .GroupBy(e => e.Keys).Where(same => same.Count() > 1).Select(same => $"\"{same.Key}\" leads to {string.Join(" and ", same.Select(e => e.Path))}: give one of them other keys.");
}
