import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cities', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Origin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField(editable=False, unique=True, verbose_name='sequence')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='recorded at')),
                ('is_sample', models.BooleanField(default=False, editable=False, verbose_name='sample data')),
            ],
            options={
                'verbose_name': 'origin of an indicator',
                'verbose_name_plural': 'origins of indicators',
                'ordering': ['sequence'],
            },
        ),
        migrations.AddField(
            model_name='rubric',
            name='replaces',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='cities.rubric', verbose_name='version that it replaces'),
        ),
        migrations.AddField(
            model_name='rubric',
            name='target_level',
            field=models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MaxValueValidator(4)], verbose_name='level aimed at'),
        ),
        migrations.AddConstraint(
            model_name='rubric',
            constraint=models.CheckConstraint(condition=models.Q(('target_level__lte', 4)), name='rubric_target_in_scale'),
        ),
        migrations.AddField(
            model_name='origin',
            name='indicator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='origins', to='cities.indicator'),
        ),
        migrations.AddField(
            model_name='origin',
            name='origin',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='cities.indicator'),
        ),
        migrations.AddField(
            model_name='origin',
            name='recorded_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by'),
        ),
        migrations.AddConstraint(
            model_name='origin',
            constraint=models.UniqueConstraint(fields=('indicator', 'origin'), name='origin_once'),
        ),
    ]
