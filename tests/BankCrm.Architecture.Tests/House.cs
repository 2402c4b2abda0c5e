using System.Reflection;
using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Architecture.Tests;

/// <summary>The code as compiled, and the files it is compiled from.</summary>
internal static class House
{
    private static readonly string[] NotOurs = ["bin", "obj", "node_modules", ".git", ".data", "logs", "TestResults", ".vs", ".idea"];
    private static readonly string[] Binary = [".png", ".ico", ".woff2", ".xlsx", ".pdf", ".gz", ".zip"];

    public static string Root { get; } = FindRoot();

    public static Assembly Domain { get; } = typeof(Entity).Assembly;
    public static Assembly Application { get; } = typeof(CrmDb).Assembly;
    public static Assembly Infrastructure { get; } = typeof(CrmDbContext).Assembly;
    public static Assembly Web { get; } = typeof(Program).Assembly;

    public static IReadOnlyList<Type> Types { get; } =
        [.. new[] { Domain, Application, Infrastructure, Web }.SelectMany(a => a.GetTypes())];

    /// <summary>Every text file that is ours: what is restored, built or stored at run time is not.</summary>
    public static IReadOnlyList<SourceFile> Files { get; } = [.. Read(Root)];

    public static IEnumerable<SourceFile> Code => Files.Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal) && f.Is(".cs", ".cshtml"));

    /// <summary>Fails with one line per offence: where it is, what it is, what to do.</summary>
    public static void Accept(IEnumerable<string> offences)
    {
        var all = offences.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    private static IEnumerable<SourceFile> Read(string folder)
    {
        foreach (var child in Directory.EnumerateDirectories(folder).Where(d => !IsLeftOut(d)))
        {
            foreach (var file in Read(child))
            {
                yield return file;
            }
        }

        foreach (var file in Directory.EnumerateFiles(folder).Where(f => !Binary.Contains(Path.GetExtension(f)) && Path.GetFileName(f) != ".git"))
        {
            yield return new(Path.GetRelativePath(Root, file).Replace('\\', '/'), File.ReadAllText(file));
        }
    }

    private static bool IsLeftOut(string folder) => NotOurs.Contains(Path.GetFileName(folder))
        || folder.Replace('\\', '/').EndsWith("wwwroot/lib", StringComparison.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BankCrm.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("BankCrm.sln is in no folder above the tests.");
        }

        return folder.FullName;
    }
}
