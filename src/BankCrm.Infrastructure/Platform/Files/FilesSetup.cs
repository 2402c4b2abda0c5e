using BankCrm.Application.Platform.Files;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BankCrm.Infrastructure.Platform.Files;

internal static class FilesSetup
{
    public static IServiceCollection AddFiles(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var data = Path.GetFullPath(configuration["BankCrm:DataDirectory"] ?? ".data", environment.ContentRootPath);
        return services.AddSingleton<IFileStore>(new FileStore(Path.Combine(data, "files")));
    }
}
