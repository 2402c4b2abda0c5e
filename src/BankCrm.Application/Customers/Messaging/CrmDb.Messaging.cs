using BankCrm.Domain.Customers.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<CustomerMessage> CustomerMessages => Set<CustomerMessage>();

    public DbSet<SuppressedAddress> SuppressedAddresses => Set<SuppressedAddress>();
}
