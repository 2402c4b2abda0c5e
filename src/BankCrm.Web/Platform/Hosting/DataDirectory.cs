namespace BankCrm.Web.Platform.Hosting;

/// <summary>The folder of the private database, keys, anchors, logs and imported files.</summary>
internal static class DataDirectory
{
    private const string Setting = "BankCrm:DataDirectory";

    /// <summary>What BankCrm:DataDirectory says; else .data beside the solution, or beside the program where there is none.</summary>
    public static string Settle(WebApplicationBuilder builder)
    {
        var home = new DirectoryInfo(builder.Environment.ContentRootPath);
        while (home is not null && !File.Exists(Path.Combine(home.FullName, "BankCrm.sln")))
        {
            home = home.Parent;
        }

        var told = builder.Configuration[Setting];
        var path = string.IsNullOrWhiteSpace(told)
            ? Path.Combine(home?.FullName ?? builder.Environment.ContentRootPath, ".data")
            : Path.GetFullPath(told);
        builder.Configuration[Setting] = path; // all that asks for it gets the same answer
        return path;
    }
}
