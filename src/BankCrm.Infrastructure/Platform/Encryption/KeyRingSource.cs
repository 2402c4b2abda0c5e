using BankCrm.Application.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace BankCrm.Infrastructure.Platform.Encryption;

/// <summary>Where the key ring comes from: the setting BankCrm:Encryption:KeyRing itself, or the file it lies in.</summary>
public sealed class KeyRingSource(IConfiguration configuration, IHostEnvironment environment, TimeProvider clock)
{
    private const string Value = "BankCrm:Encryption:KeyRing";
    private const string FileSetting = "BankCrm:Encryption:KeyRingFile";

    /// <summary>The file of the ring, whether it is there or not. Verbs make it and add keys to it.</summary>
    /// <exception cref="StartUpException">The ring is given by value, or Production does not name a file.</exception>
    public string FilePath
    {
        get
        {
            var named = configuration[FileSetting];
            if (!string.IsNullOrEmpty(configuration[Value]))
            {
                throw new StartUpException(string.IsNullOrEmpty(named)
                    ? $"The key ring is given by {Value}, not by a file. Name one in {FileSetting} instead."
                    : $"Both {Value} and {FileSetting} are given. Remove one.");
            }

            if (!string.IsNullOrEmpty(named))
            {
                return Path.GetFullPath(named, environment.ContentRootPath);
            }

            if (environment.IsProduction())
            {
                throw new StartUpException($"{FileSetting} must name the file of the key ring, or {Value} hold the ring itself.");
            }

            var data = Path.GetFullPath(configuration["BankCrm:DataDirectory"] ?? ".data", environment.ContentRootPath);
            return Path.Combine(data, "keys", "key-ring.json");
        }
    }

    internal KeyRing Open() => new(Read(mayMake: !environment.IsProduction()), () => Read(mayMake: false));

    private KeyRingContent Read(bool mayMake)
    {
        if (configuration[Value] is { Length: > 0 } json && string.IsNullOrEmpty(configuration[FileSetting]))
        {
            return KeyRingContent.Parse(json, Value);
        }

        var path = FilePath;
        return mayMake ? KeyRingFile.ReadOrMake(path, clock.GetUtcNow()) : KeyRingFile.Read(path);
    }
}
