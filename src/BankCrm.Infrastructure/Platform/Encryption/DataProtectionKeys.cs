using System.Xml.Linq;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Platform.Encryption;

/// <summary>Keeps the keys of Data Protection in the database, sealed under the ring.</summary>
internal sealed class DataProtectionKeys(IServiceScopeFactory scopes, IColumnCipher cipher) : IXmlRepository
{
    private static readonly CurrentUser System = CurrentUser.System("data protection");

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateWork(System);
        var stored = scope.ServiceProvider.GetRequiredService<CrmDb>().Set<DataProtectionKey>().AsNoTracking().ToList();
        return [.. stored.Select(k => XElement.Parse(cipher.Open(DataProtectionKey.Column, k.Id, k.Xml)))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var id = Guid.CreateVersion7();
        var xml = cipher.Seal(DataProtectionKey.Column, id, element.ToString(SaveOptions.DisableFormatting));

        // Data Protection asks synchronously, once in ninety days; saving is asynchronous only, and no context waits for this thread.
        Task.Run(() => AddAsync(new(id, friendlyName, xml))).GetAwaiter().GetResult();
    }

    private async Task AddAsync(DataProtectionKey key)
    {
        await using var scope = scopes.CreateWork(System);
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        db.Add(key);
        await db.SaveChangesAsync();
    }
}
