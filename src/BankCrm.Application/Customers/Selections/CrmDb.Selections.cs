using BankCrm.Domain.Customers.Selections;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<CustomerSelection> CustomerSelections => Set<CustomerSelection>();

    public DbSet<SelectedCustomers> SelectedCustomers => Set<SelectedCustomers>();

    public DbSet<NamedList> CustomerLists => Set<NamedList>();

    public DbSet<ListedCustomer> ListedCustomers => Set<ListedCustomer>();
}
