namespace BankCrm.Benchmarks;

/// <summary>Where the programs are that are measured.</summary>
internal static class Repository
{
    public static string Path(params ReadOnlySpan<string> parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "BankCrm.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Run it from within the repository.");
        }

        return System.IO.Path.Combine([folder.FullName, .. parts]);
    }
}
